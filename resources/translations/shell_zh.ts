<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Desk</name>
    <message>
        <source>The centre cannot be reached: so it stood when this desk last heard of it.</source>
        <extracomment>Where a scan leads when the page shown has no use for it. A scan was dealt with: its text, and hit, miss or refused. The unknown code whose card is looked for: that there is none is said too.</extracomment>
        <translation>联系不上中心；所示为本机最近一次联络时的阶段。</translation>
    </message>
    <message>
        <source>This is the code of a place: {0}.</source>
        <translation>这是库位码：{0}。</translation>
    </message>
    <message>
        <source>Places are for the custodians, who put things there. For a thing, scan its own label or seal, or type its name or number (F2).</source>
        <translation>库位码供保管员上架、移库时使用。要找物品，请扫它自己的标签或封条，或输入名称、编号（F2）。</translation>
    </message>
    <message>
        <source>“{0}” is not known here.</source>
        <translation>本库没有“{0}”。</translation>
    </message>
    <message>
        <source>It is no label, place, seal or document number of this storeroom. A thing without a label: look for its card first; one without a card is put apart and told to the store head.</source>
        <translation>它不是本库的标签、库位、封条或文书编号。没有标签的实物请先查重；账上确实没有的，单独放置，按盘盈报保管部门负责人。</translation>
    </message>
    <message>
        <source>Look for its card</source>
        <translation>查重</translation>
    </message>
    <message>
        <source>No card has “{0}” in it.</source>
        <translation>没有哪张物品卡含“{0}”。</translation>
    </message>
    <message>
        <source>Look by the name of the thing too. Is it on no card: put it apart and tell the store head.</source>
        <translation>请再按物品名称查一次；确实没有卡片的，单独放置并报保管部门负责人。</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Help of this page</source>
        <translation>本页帮助</translation>
    </message>
    <message>
        <source>Scan or search</source>
        <translation>扫描或搜索</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Print the label</source>
        <translation>打印标签</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一窗格</translation>
    </message>
    <message>
        <source>Weigh</source>
        <translation>称重</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>第二人签名</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <source>The places on the rail</source>
        <translation>左侧各栏目</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Camera</source>
        <extracomment>Where each device of the top line is set up. Where the settings keep the key of the foot switch. While the books do not answer they are asked so often. The files of the room are seen to when the first page has long been shown. What waits on which page of the rail. Who has this page has something to do in the storeroom. The first page stands on the screen. What time alone changes is looked for at each sign-in, and then so often, the screen locked or not. After so many seconds without a touch the screen is locked. What stands before the person&apos;s name: the room, or the organ of who has nothing to do in it.</extracomment>
        <translation>相机</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>电子秤</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账库</translation>
    </message>
    <message>
        <source>Practice storeroom: nothing here is real.</source>
        <translation>练习库：这里的人、案、物都不是真的，可以放心操作。</translation>
    </message>
    <message>
        <source>Last signed in {0} at {1}</source>
        <translation>上次登录 {0}，{1}</translation>
    </message>
    <message>
        <source>on the network</source>
        <translation>网络数据库</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>The books answer again.</source>
        <translation>账库已恢复应答。</translation>
    </message>
    <message>
        <source>Look at what was refused meanwhile; what was not done is to be done again.</source>
        <translation>请核对刚才被拒的操作，没有办成的请重做。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Close</source>
        <extracomment>Around the words of what is done: left, top, right, bottom.</extracomment>
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
    <name>SecondDialog</name>
    <message>
        <source>None of those who could be asked may sign this. Name one to read why.</source>
        <extracomment>The token of who signed before: then this is one of the others.</extracomment>
        <translation>可请的人都不能签认本事项。输入其账号可查看原因。</translation>
    </message>
    <message>
        <source>Login and password are both needed.</source>
        <translation>请输入登录名和密码。</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>剩余 {0} 秒</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>第二人签名</translation>
    </message>
    <message>
        <source>A second person signs</source>
        <translation>请第二人签名</translation>
    </message>
    <message>
        <source>Asked: {0}</source>
        <translation>可签名人：{0}</translation>
    </message>
    <message>
        <source>Login of the second person</source>
        <translation>第二人登录名</translation>
    </message>
    <message>
        <source>His or her own password</source>
        <translation>第二人本人密码</translation>
    </message>
    <message>
        <source>Sign  (Enter)</source>
        <translation>签名  (Enter)</translation>
    </message>
    <message>
        <source>Not now  (Esc)</source>
        <translation>暂不  (Esc)</translation>
    </message>
</context>
<context>
    <name>Station</name>
    <message>
        <source>Something unexpected happened.</source>
        <extracomment>So much of an unexpected trouble is read aloud to the administrator. Names of the features whose records changed (app.registry Spec.changes): a visible page looks again. Somebody wants another page to be shown. The person leaves the window: what still runs for him stops. A job was done: the words for the status line. The person&apos;s sign-in was ended (another station took over, the account was closed): lock the screen. The books did not answer: why not. The books were verified from a page: a Verdict. For whom the rules are asked before a second person is called. Camera, scanner and printer of this place; the window gives them. The keys of scanners that type; the window gives it.</extracomment>
        <translation>发生了意外错误。</translation>
    </message>
    <message>
        <source>Look whether it was done before you do it again. Call the administrator and read the small line aloud.</source>
        <translation>请先核对是否已经办成，再决定要不要重办；并请联系管理员，读出下面的小字。</translation>
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
        <translation>锁屏</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>The books were not verified this time: the check could not be started ({0}). Work goes on. Have the store head, the oversight or the auditor verify them on the page Audit, and tell the administrator.</source>
        <extracomment>A Verdict, each time the books were verified after opening. The words that must stand above every page.</extracomment>
        <translation>这次没有核验账库：核验进程无法启动（{0}）。账库照常使用。请保管部门负责人、案管监督或审计员到“审计”页按“全面核验”，并告知系统管理员。</translation>
    </message>
    <message>
        <source>The books could not be verified to their end ({0}). Nothing more is written. Call the oversight and the administrator.</source>
        <translation>账库未能核验到底（{0}）。已停止一切写入，请立即通知案管监督和系统管理员。</translation>
    </message>
    <message>
        <source>The books do not agree ({0}). Nothing more is written. Call the oversight and the administrator.</source>
        <translation>账实核验未通过（{0}）。已停止一切写入，请立即通知案管监督和管理员。</translation>
    </message>
    <message>
        <source>A photograph is missing or was changed ({0}). Put the item on hold and call the oversight.</source>
        <translation>照片缺失或已被改动（{0}）。请将该物品封控待查，并立即通知案管监督。</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>The label was printed.</source>
        <translation>标签已打印。</translation>
    </message>
    <message>
        <source>The label was sent to the printer; whether it came out is not known.</source>
        <translation>标签已送往打印机，是否打出未知。</translation>
    </message>
    <message>
        <source>Scan it, or say so on the page of the labels to print.</source>
        <translation>请扫描该标签，或在“待打标签”页说明。</translation>
    </message>
</context>
</TS>
