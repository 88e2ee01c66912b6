<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnalysisPage</name>
    <message>
        <source>Every table names its base and adds up to it; where one petition may bear several marks it says so. Choose a cell to see the petitions behind it. What leaves the office hides small cells.</source>
        <translation>每张表都写明口径并与总数核对；一件可有多项的会注明。点选单元格可看对应信访。对外提供时小数隐藏。</translation>
    </message>
    <message>
        <source>Behind this cell: {0}</source>
        <translation>该格对应信访：{0} 件</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存统计表</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>文件无法写入：{0}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请换一个文件夹。</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间段</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>横栏</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>纵栏</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>口径</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>Own dates</source>
        <translation>自定</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>For outside the office</source>
        <translation>对外提供</translation>
    </message>
    <message>
        <source>Small cells are hidden, so that nobody can be told by them.</source>
        <translation>小数隐藏，防止从数字认出个人。</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>电子表格</translation>
    </message>
    <message>
        <source>Year of the storeroom</source>
        <translation>涉案财物年度表</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>No petition in this period</source>
        <translation>这一时间段没有信访</translation>
    </message>
    <message>
        <source>Choose another period; only what you may see is counted.</source>
        <translation>请换一个时间段；只统计您有权查看的信访。</translation>
    </message>
</context>
</TS>
