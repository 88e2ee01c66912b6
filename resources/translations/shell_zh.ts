<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Notices</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Anku</source>
        <comment>short</comment>
        <translation>案库</translation>
    </message>
    <message>
        <source>Anku</source>
        <translation>案库</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Chain head {0}</source>
        <translation>链头 {0}</translation>
    </message>
</context>
<context>
    <name>Top</name>
    <message>
        <source>Scan or search</source>
        <translation>扫描或搜索</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>锁定屏幕</translation>
    </message>
</context>
</TS>
