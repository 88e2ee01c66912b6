<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AuditPage</name>
    <message>
        <source>Every act leaves a line here, also what was refused. Choose an act or a person above; the chosen line is told in words. “Verify everything” replays the whole trail against the cards and the photographs and names the first line that does not hold. Ctrl+E writes a spreadsheet.</source>
        <translation>每一次办理都在这里留下一条记录，被拒绝的也在内。可按事项或人员筛选；右侧用文字说明选中的一条。“全面核验”将全部流水与卡片、照片逐一核对，并指出第一处不符。Ctrl+E 导出表格。</translation>
    </message>
    <message>
        <source>Trail as spreadsheet</source>
        <translation>流水表格</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Kind of object</source>
        <translation>对象种类</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>Beside him</source>
        <translation>第二人</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>记录内容</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>文件没有写成：{0}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请换一个文件夹。</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>No line fits</source>
        <translation>没有符合的记录</translation>
    </message>
    <message>
        <source>Choose another act or another person.</source>
        <translation>请换一个事项或人员。</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>One object only</source>
        <translation>仅一个对象</translation>
    </message>
    <message>
        <source>Every act</source>
        <translation>全部事项</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>{who} did “{what}” on {object}</source>
        <translation>{who} 对 {object} 办理了“{what}”</translation>
    </message>
    <message>
        <source>{who}: {what}</source>
        <extracomment>Objects that have a page of their own. Show the object: its page and its id. Show only the lines of this object.</extracomment>
        <translation>{who}：{what}</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>Beside him</source>
        <translation>第二人</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>记录时间</translation>
    </message>
    <message>
        <source>Occurred</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Clock off by</source>
        <translation>时钟偏差</translation>
    </message>
    <message>
        <source>Place in its chain</source>
        <translation>链上序号</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签认</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>记录内容</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>哈希链</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Only this object</source>
        <translation>只看此对象</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>请选择一条记录</translation>
    </message>
    <message>
        <source>It is told here in words.</source>
        <translation>这里用文字说明其内容。</translation>
    </message>
</context>
<context>
    <name>VerifyPanel</name>
    <message>
        <source>Verifying…</source>
        <translation>正在核验…</translation>
    </message>
    <message>
        <source>Stopped before its end: it says nothing</source>
        <translation>核验中途停止，不能作为结论</translation>
    </message>
    <message>
        <source>Not verified since this page was opened</source>
        <translation>打开本页以来尚未核验</translation>
    </message>
    <message>
        <source>Every line, every card and every photograph is held against one another.</source>
        <translation>全部流水、卡片和照片逐一相互核对。</translation>
    </message>
    <message>
        <source>{0} lines · {1} cards · {2} photographs and scans</source>
        <translation>流水 {0} 条 · 卡片 {1} 张 · 照片和扫描件 {2} 个</translation>
    </message>
    <message>
        <source> · {0} files set aside</source>
        <translation> · 另存游离文件 {0} 个</translation>
    </message>
    <message>
        <source>Everything agrees</source>
        <translation>全部相符</translation>
    </message>
    <message>
        <source>First broken line: {0}, {1}</source>
        <translation>第一处不符：{0}，{1}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 处</translation>
    </message>
    <message>
        <source>Verify everything</source>
        <translation>全面核验</translation>
    </message>
</context>
</TS>
