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
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>LeadDetail</name>
    <message>
        <source>round {0}</source>
        <extracomment>Buttons in a row. The act that leads on, drawn as the one to press. An act was chosen: (event, the lead as it is shown).</extracomment>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>not yours to see</source>
        <translation>您无权查看</translation>
    </message>
    <message>
        <source>receipt missing: {0}</source>
        <translation>缺回执：{0}</translation>
    </message>
    <message>
        <source>received</source>
        <translation>回执已齐</translation>
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
        <source>{0} leads fit; the newest is shown.</source>
        <translation>找到 {0} 条线索，显示最新的一条。</translation>
    </message>
    <message>
        <source>Lead {0} is registered.</source>
        <translation>线索 {0} 已登记。</translation>
    </message>
    <message>
        <source>Draft {0} supervision letters</source>
        <translation>拟制 {0} 份督办函</translation>
    </message>
    <message>
        <source>Drafted: {0}</source>
        <translation>已拟制：{0}</translation>
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
    <name>RegisterSheet</name>
    <message>
        <source>The code is given when it is registered.</source>
        <translation>登记时由系统给出编码。</translation>
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
</context>
</TS>
