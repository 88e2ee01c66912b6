<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActSheet</name>
    <message>
        <source>A second person signs on this screen.</source>
        <extracomment>The act was done.</extracomment>
        <translation>须由另一人在本机登录签名。</translation>
    </message>
    <message>
        <source>You sign in the place of {0}.</source>
        <translation>您代 {0} 签批。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>附上文件</translation>
    </message>
</context>
<context>
    <name>DueWork</name>
    <message>
        <source>Draft {0} supervision letters</source>
        <translation>拟制 {0} 份督办函</translation>
    </message>
    <message>
        <source>Drafted: {0}</source>
        <translation>已拟制：{0}</translation>
    </message>
</context>
<context>
    <name>LeadDetail</name>
    <message>
        <source>round {0}</source>
        <extracomment>Buttons in a row. What a lead is linked with → its page. The act that leads on, drawn as the one to press. An act was chosen: (event, the lead as it is shown). A report of the lead is to leave as a package: the lead as it is shown.</extracomment>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>not yours to see</source>
        <translation>您无权查看</translation>
    </message>
    <message>
        <source>Why not…</source>
        <translation>为什么不能…</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>线索卡</translation>
    </message>
    <message>
        <source>Package…</source>
        <translation>数据包…</translation>
    </message>
    <message>
        <source>Not in your line</source>
        <translation>不在您的分管范围内</translation>
    </message>
    <message>
        <source>The list tells its stage and its age; the rest is for who signs it.</source>
        <translation>列表中可看到所处环节和天数；内容只对经办人和审批人显示。</translation>
    </message>
    <message>
        <source>Choose a lead</source>
        <translation>请选择线索</translation>
    </message>
    <message>
        <source>What is said, how far it is and what comes next stands here.</source>
        <translation>这里显示反映的问题、办理阶段和下一步手续。</translation>
    </message>
</context>
<context>
    <name>LeadsPage</name>
    <message>
        <source>Choose a lead at the left; its next legal acts are the buttons over its facts, “Why not” says what stands in the way of the others. Ctrl+N registers a lead; a code or a card&apos;s scan finds one. Yellow: past a month without a decision, or three days before a limit; red: past two months, or past that limit.</source>
        <extracomment>From here on a lead, its history and a form have room beside one another.</extracomment>
        <translation>在左边选择线索；上方按钮是现在可以办理的手续，“为什么不能”说明其他手续还差什么。Ctrl+N 登记线索；输入编码或者扫描线索卡可以直接找到线索。黄灯：超过一个月没有批准处置，或者距期限不足三天；红灯：超过两个月，或者已过期限。</translation>
    </message>
    <message>
        <source>Nothing is known under these words.</source>
        <translation>没有找到相符的线索。</translation>
    </message>
    <message>
        <source>Try fewer words.</source>
        <translation>请减少字词后再试。</translation>
    </message>
    <message>
        <source>Lead {0} is registered.</source>
        <translation>线索 {0} 已登记。</translation>
    </message>
    <message>
        <source>Nothing is parked</source>
        <translation>没有暂存的线索</translation>
    </message>
    <message>
        <source>A parked lead wakes by itself on its day, or when something new comes in.</source>
        <translation>暂存的线索到期或者有新问题时自动唤醒。</translation>
    </message>
    <message>
        <source>No lead here</source>
        <translation>没有线索</translation>
    </message>
    <message>
        <source>What is registered, or assigned to your office, stands here.</source>
        <translation>登记的、或者分给本部门的线索显示在这里。</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Code, person or words; Enter looks</source>
        <translation>编码、姓名或字词，回车查找</translation>
    </message>
    <message>
        <source>Ledger of leads</source>
        <translation>线索台账</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月度台账</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>督办函</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>上报数据包</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Any lamp</source>
        <translation>不限时限</translation>
    </message>
</context>
<context>
    <name>LettersTab</name>
    <message>
        <source>{0} is sent; print it or save it as a PDF.</source>
        <translation>{0} 已发出，可打印或存为 PDF。</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <extracomment>So much of an answer stands under the list. The lead of a letter was chosen, by its id. An answer, or the word on one, is asked for: the event and the lead&apos;s id.</extracomment>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Save the attachment…</source>
        <translation>保存附件…</translation>
    </message>
    <message>
        <source>No supervision letter</source>
        <translation>没有督办函</translation>
    </message>
    <message>
        <source>They are drafted for late leads, from the button in the head of this page.</source>
        <translation>对超期线索，用本页上方的按钮拟制。</translation>
    </message>
    <message>
        <source>What urges your office about a late lead stands here, and is answered here.</source>
        <translation>催办本部门超期线索的督办函在此列出，并在此答复。</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>This is the lead itself.</source>
        <extracomment>Both are one: the id of the lead that goes on.</extracomment>
        <translation>这就是本线索。</translation>
    </message>
    <message>
        <source>{0} {1} goes into {2} {3}; nothing of it is lost.</source>
        <translation>{0} {1} 并入 {2} {3}，内容全部保留。</translation>
    </message>
    <message>
        <source>{0} is merged into {1}.</source>
        <translation>{0} 已并入 {1}。</translation>
    </message>
    <message>
        <source>The other lead</source>
        <translation>另一线索</translation>
    </message>
    <message>
        <source>Type the other lead&apos;s code or scan its card. Its persons, matters and papers stand together there; this code leads on to it for ever. A second person signs on this screen.</source>
        <translation>输入另一线索的编码，或扫描其线索卡。被反映人、问题、材料合并到该线索下，本编码永久指向该线索。由第二人在本屏签名。</translation>
    </message>
</context>
<context>
    <name>MinutesSheet</name>
    <message>
        <source>The meeting is minuted.</source>
        <extracomment>Not invited, there, asked and could not come.</extracomment>
        <translation>会议已记录。</translation>
    </message>
    <message>
        <source>—</source>
        <translation>—</translation>
    </message>
    <message>
        <source>present</source>
        <translation>到会</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>his own opinion</source>
        <translation>本人意见</translation>
    </message>
    <message>
        <source>One lead, one meeting; each one&apos;s own opinion is recorded.</source>
        <translation>一事一议，逐人记录个人意见。</translation>
    </message>
</context>
<context>
    <name>MonthTab</name>
    <message>
        <source>{0}   balances</source>
        <translation>{0}&#x3000;账平</translation>
    </message>
    <message>
        <source>Monthly ledger as spreadsheet</source>
        <translation>月度台账（电子表格）</translation>
    </message>
    <message>
        <source>Monthly ledger as PDF</source>
        <translation>月度台账（PDF）</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>文件写入失败：{0}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请换一个文件夹。</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>电子表格</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Leads at work. A lead that goes to another office is out there and new here; in the sum it is neither.</source>
        <translation>口径：在办线索。部门之间移转的，转出部门计转出，接收部门计新增，合计不计。</translation>
    </message>
    <message>
        <source>No lead in this month</source>
        <translation>本月没有线索</translation>
    </message>
    <message>
        <source>What is registered, woken or ended in a month is counted here.</source>
        <translation>当月登记、唤醒、办结的线索在这里统计。</translation>
    </message>
</context>
<context>
    <name>PackageSheet</name>
    <message>
        <source>The package for {0} is in {1}.</source>
        <extracomment>It was written.</extracomment>
        <translation>发往{0}的数据包已写入 {1}。</translation>
    </message>
    <message>
        <source>Sealed to its key (empty: signed only)</source>
        <translation>接收方公钥（不填则只签名、不加密）</translation>
    </message>
    <message>
        <source>Report as a package on disc</source>
        <translation>制作报送数据包（光盘）</translation>
    </message>
    <message>
        <source>Write the package</source>
        <translation>写出数据包</translation>
    </message>
    <message>
        <source>Signed with this computer&apos;s key; one changed byte and it is not taken in. It replaces no receipt: note the receipt when it comes back.</source>
        <translation>用本机密钥签名，改动一个字节即不能导入。数据包不代替回执：回执收到后仍须登记。</translation>
    </message>
</context>
<context>
    <name>PackagesTab</name>
    <message>
        <source>Take a package in…</source>
        <translation>接收数据包…</translation>
    </message>
    <message>
        <source>No package yet</source>
        <translation>还没有数据包</translation>
    </message>
    <message>
        <source>Reports that come from below on a disc, those that were refused, and those written for above stand here.</source>
        <translation>下级用光盘报来的、退回的，以及写出上报的数据包，都列在这里。</translation>
    </message>
</context>
<context>
    <name>PersonList</name>
    <message>
        <source>Take {0} away</source>
        <translation>移去 {0}</translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message>
        <source>First the name of this one</source>
        <extracomment>The fields that tell of one person. The line of a new person has its place by then.</extracomment>
        <translation>请先填写此人姓名</translation>
    </message>
    <message>
        <source>Whose unit, post or rank is this?</source>
        <translation>这是谁的单位、职务或职级？请填写姓名</translation>
    </message>
    <message>
        <source>The code is given when it is registered.</source>
        <translation>登记时由系统给出编码。</translation>
    </message>
    <message>
        <source>One more person</source>
        <translation>再加一人</translation>
    </message>
</context>
<context>
    <name>leads</name>
    <message>
        <source>Lead card</source>
        <translation>线索卡</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>it is done by {0}</source>
        <extracomment>Who handles leads, in the order of a choice.</extracomment>
        <translation>由{0}办理</translation>
    </message>
    <message>
        <source>Take a package in</source>
        <translation>导入数据包</translation>
    </message>
    <message>
        <source>The receipt for its sender</source>
        <translation>保存给发出单位的回执</translation>
    </message>
    <message>
        <source>Taken in: {0}. The receipt is in {1}.</source>
        <translation>已导入：{0}。回执已写入 {1}。</translation>
    </message>
    <message>
        <source>{0} was taken in before; nothing was done again. The receipt is in {1}.</source>
        <translation>{0} 此前已导入，未重复处理。回执已写入 {1}。</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>receipt missing: {0}</source>
        <translation>缺回执：{0}</translation>
    </message>
    <message>
        <source>both received, {0} apart</source>
        <translation>回执已齐，相隔 {0}</translation>
    </message>
</context>
</TS>
