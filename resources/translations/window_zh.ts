<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Window</name>
    <message>
        <source>Work desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>库位</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Anku</source>
        <extracomment>The store is open and somebody may sign in. Somebody&apos;s pages stand on the screen.</extracomment>
        <translation>案库</translation>
    </message>
    <message>
        <source>Nobody was here for a while; the screen locked itself.</source>
        <translation>长时间无人操作，屏幕已自动锁定。</translation>
    </message>
    <message>
        <source>Lock the screen  (F12)</source>
        <translation>锁屏  (F12)</translation>
    </message>
    <message>
        <source>Change my password…</source>
        <translation>修改我的密码…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
</TS>
