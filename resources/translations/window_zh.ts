<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ExportSheet</name>
    <message>
        <source>Writing the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>文件未能写入：{0}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请另选文件夹。</translation>
    </message>
    <message>
        <source>What is shown leaves as a spreadsheet, marked with who took it and who allowed it.</source>
        <translation>所示内容导出为电子表格，表上注明何人导出、何人批准。</translation>
    </message>
    <message>
        <source>only the first {0} of {1}</source>
        <translation>仅前 {0} 件，共 {1} 件</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0} 件</translation>
    </message>
</context>
<context>
    <name>PendingMark</name>
    <message>
        <source>Refused: {0}. Decide on the page Sync.</source>
        <translation>被退回：{0}。请到“同步”页处理。</translation>
    </message>
    <message>
        <source>Waits to be sent: {0}</source>
        <translation>待同步：{0}</translation>
    </message>
</context>
<context>
    <name>PendingStrip</name>
    <message>
        <source>No network: what stands here is as of {0}.</source>
        <translation>没有网络：所列为 {0} 与中心联络时的情况。</translation>
    </message>
    <message>
        <source>… and {0} more drafts</source>
        <translation>……另有 {0} 份草稿</translation>
    </message>
    <message>
        <source>{0} refused by the centre: decide on the page Sync.</source>
        <translation>中心退回 {0} 项：请到“同步”页处理。</translation>
    </message>
    <message>
        <source>{0} wait to be sent.</source>
        <translation>{0} 项待同步。</translation>
    </message>
</context>
<context>
    <name>SignPanel</name>
    <message>
        <source>{0} does not sign {1}: {2}</source>
        <extracomment>Everything is signed, refused, or goes by paper.</extracomment>
        <translation>{0}对 {1} 拒签：{2}</translation>
    </message>
    <message>
        <source>Signed on paper: the scan of {0} is owed by {1}.</source>
        <translation>已改为纸质签字：{0} 的扫描件须于 {1} 前附上。</translation>
    </message>
    <message>
        <source>Sign {0}</source>
        <translation>签字：{0}</translation>
    </message>
    <message>
        <source>Bound to what the sheet says: {0}</source>
        <translation>与单据内容绑定：{0}</translation>
    </message>
    <message>
        <source>Everything is signed</source>
        <translation>全部签字完毕</translation>
    </message>
    <message>
        <source>Next: {0} signs</source>
        <translation>下一步：{0}签字</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签字确认</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>On paper instead</source>
        <translation>改为纸质签字</translation>
    </message>
    <message>
        <source>Does not sign</source>
        <translation>注明拒签</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Name of who signs</source>
        <translation>签字人姓名</translation>
    </message>
    <message>
        <source>Why it is not signed; a witness signs in</source>
        <translation>拒签事由；见证人须本人登录</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>不在场</translation>
    </message>
    <message>
        <source>another of that name</source>
        <translation>同名的另一人</translation>
    </message>
</context>
<context>
    <name>SoughtLead</name>
    <message>
        <source>No lead that you may see has this code.</source>
        <extracomment>It was found, or what was typed is another code now.</extracomment>
        <translation>没有您可以查看的线索使用此编码。</translation>
    </message>
</context>
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
        <source>Web reports</source>
        <translation>网上举报</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Petitions</source>
        <translation>信访</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>库位</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
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
        <source>The books were brought up to date for this version of the program.</source>
        <extracomment>The store is open and somebody may sign in. Somebody&apos;s pages stand on the screen. What was asked for last: a store that comes after one has chosen another is not wanted any more. Why nobody was let in last, to be said in another language too.</extracomment>
        <translation>账册已升级为本版程序的格式。</translation>
    </message>
    <message>
        <source>Before that a copy of them was kept: {0}</source>
        <translation>升级前已先备份，备份在：{0}</translation>
    </message>
    <message>
        <source>Anku</source>
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
<context>
    <name>_Line</name>
    <message>
        <source>Sync</source>
        <extracomment>So many drafts are named one by one.</extracomment>
        <translation>同步</translation>
    </message>
</context>
<context>
    <name>pending</name>
    <message>
        <source>The history is at the centre</source>
        <translation>办理记录在中心</translation>
    </message>
    <message>
        <source>It is shown once there is a network.</source>
        <translation>恢复网络后可以查看。</translation>
    </message>
    <message>
        <source>it waits here to be sent</source>
        <translation>已在本机待同步</translation>
    </message>
    <message>
        <source>it needs the centre, and there is no network</source>
        <translation>须联网在中心办理，现在没有网络</translation>
    </message>
</context>
</TS>
