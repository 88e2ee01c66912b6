<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>WorkdeskPage</name>
    <message>
        <source>What waits for you, by your duties; late things stand first. Choose a tile to see its rows, press Enter on a row to do what it asks for. A label can be scanned here at any time.</source>
        <extracomment>The tile&apos;s icon and the colour of its number. Where the one action of a row leads: page, and what it is to do there.</extracomment>
        <translation>按您的职责列出待办事项，逾期的排在最前。点选方块查看明细，在某行按 Enter 即可办理；在此可随时扫描标签。</translation>
    </message>
    <message>
        <source>the {0} most urgent of {1}</source>
        <translation>共 {1} 项，显示最紧急的 {0} 项</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>暂无待办事项</translation>
    </message>
    <message>
        <source>What comes in appears here by itself. Scan a label or press F2 to look something up.</source>
        <translation>有新事项时会自动出现。可扫描标签，或按 F2 查找。</translation>
    </message>
    <message>
        <source>Nothing is late</source>
        <translation>没有逾期</translation>
    </message>
    <message>
        <source>What is out past its day appears here.</source>
        <translation>超过应还时间的物品显示在这里。</translation>
    </message>
    <message>
        <source>Nothing to hand over</source>
        <translation>没有待交付</translation>
    </message>
    <message>
        <source>Approved requests appear here as soon as the last approver agreed.</source>
        <translation>申请全部审批通过后显示在这里。</translation>
    </message>
    <message>
        <source>Nothing to dispose of</source>
        <translation>没有待处置的物品</translation>
    </message>
    <message>
        <source>Decided disposals that you carry out appear here, one line a thing.</source>
        <translation>已批准、由您办理的处置逐件列在这里。</translation>
    </message>
    <message>
        <source>Nothing to receive</source>
        <translation>没有待接收</translation>
    </message>
    <message>
        <source>Deliveries appear here as soon as two officers declared them.</source>
        <translation>两名承办人移交签名后显示在这里。</translation>
    </message>
    <message>
        <source>Nothing to approve</source>
        <translation>没有待审批</translation>
    </message>
    <message>
        <source>Requests appear here when it is your turn to decide.</source>
        <translation>轮到您审批的申请显示在这里。</translation>
    </message>
    <message>
        <source>Nothing on hold</source>
        <translation>没有异常</translation>
    </message>
    <message>
        <source>Items with a difference or a broken seal appear here until it is cleared up.</source>
        <translation>有差异或封条异常的物品显示在这里，直至查清。</translation>
    </message>
    <message>
        <source>Nothing is under way too long</source>
        <translation>没有移库超时</translation>
    </message>
    <message>
        <source>Items picked up and not put down again appear here.</source>
        <translation>取出后超时未放回库位的物品显示在这里。</translation>
    </message>
    <message>
        <source>Nothing is due by tomorrow</source>
        <translation>没有即将到期</translation>
    </message>
    <message>
        <source>What must come back by tomorrow night appears here.</source>
        <translation>明日之前应归还的物品显示在这里。</translation>
    </message>
    <message>
        <source>You hold nothing</source>
        <translation>没有领用中的物品</translation>
    </message>
    <message>
        <source>What you checked out appears here with the day it is due.</source>
        <translation>您领用的物品及应还时间显示在这里。</translation>
    </message>
    <message>
        <source>No open request</source>
        <translation>没有进行中的申请</translation>
    </message>
    <message>
        <source>Choose items on a case or the item list and ask for them.</source>
        <translation>请在案件或物品列表中选择物品并提出申请。</translation>
    </message>
    <message>
        <source>Every label is printed</source>
        <translation>没有待打标签</translation>
    </message>
    <message>
        <source>Items whose label is still to be printed appear here.</source>
        <translation>尚未打印标签的物品显示在这里。</translation>
    </message>
    <message>
        <source>No scan is owed</source>
        <translation>没有欠扫的单据</translation>
    </message>
    <message>
        <source>Sheets that were signed on paper appear here until they are scanned.</source>
        <translation>纸质签字的单据在附上扫描件之前列在这里。</translation>
    </message>
    <message>
        <source>No letter waits</source>
        <translation>没有待办的督办函</translation>
    </message>
    <message>
        <source>Letters that your office owes an answer appear here, and answers to judge.</source>
        <translation>本部门应当答复的督办函、待评定的答复在此列出。</translation>
    </message>
    <message>
        <source>No lead waits for your signature</source>
        <translation>没有待您签批的线索</translation>
    </message>
    <message>
        <source>Assignments, disposals and conclusions appear here when it is your turn.</source>
        <translation>轮到您签批的分办、处置、结论在此列出。</translation>
    </message>
    <message>
        <source>No lead waits for you</source>
        <translation>没有待您办理的线索</translation>
    </message>
    <message>
        <source>Leads whose next step is yours appear here.</source>
        <translation>下一步由您办理的线索在此列出。</translation>
    </message>
    <message>
        <source>No lead is due</source>
        <translation>没有到期的线索</translation>
    </message>
    <message>
        <source>Leads with a limit that ends within three days, or has, appear here.</source>
        <translation>三日内到期或已超期的线索在此列出。</translation>
    </message>
    <message>
        <source>No parked lead comes up</source>
        <translation>没有暂存到期的线索</translation>
    </message>
    <message>
        <source>Parked leads that are looked at again within a week appear here.</source>
        <translation>一周内应复查的暂存线索在此列出。</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交付</translation>
    </message>
    <message>
        <source>Carry out the decision</source>
        <translation>办理处置</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Clear it up</source>
        <translation>处理异常</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>打开物品卡</translation>
    </message>
    <message>
        <source>Ask for more time</source>
        <translation>申请续借</translation>
    </message>
    <message>
        <source>Open the request</source>
        <translation>打开申请</translation>
    </message>
    <message>
        <source>Print the label</source>
        <translation>打印标签</translation>
    </message>
    <message>
        <source>Attach the scan</source>
        <translation>附扫描件</translation>
    </message>
    <message>
        <source>Open the lead</source>
        <translation>打开线索</translation>
    </message>
    <message>
        <source>Decide on the lead</source>
        <translation>签批线索</translation>
    </message>
    <message>
        <source>Did it come out?</source>
        <translation>核对是否打出</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Print all {0}</source>
        <translation>全部打印（{0}）</translation>
    </message>
    <message>
        <source>{0}  (Enter)</source>
        <translation>{0}  (Enter)</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What</source>
        <translation>名称／事由</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件编号</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>no network: only what waits in the leads</source>
        <translation>没有网络：只列出线索事项</translation>
    </message>
    <message>
        <source>To be told</source>
        <translation>应告知</translation>
    </message>
    <message>
        <source>Days late</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>Work desk</source>
        <translation>工作台</translation>
    </message>
</context>
</TS>
