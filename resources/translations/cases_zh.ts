<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CasePage</name>
    <message>
        <source>One case, one ledger. The bar shows received = in store + out + ended + difference. Enter opens a card; F6 goes to the next tab; Ctrl+P shows the ledger and the other forms on paper, Ctrl+E makes a spreadsheet. The settlement tab says what still stands in the way and whose turn it is.</source>
        <translation>一案一账。横条显示：接收 = 在库 + 在外 + 终结 + 差异。回车打开物品卡；F6 切换标签页；Ctrl+P 查看并打印台账等单据，Ctrl+E 导出电子表格。“结清”页列出尚存的障碍以及该由谁办理。</translation>
    </message>
    <message>
        <source>Ledger as spreadsheet</source>
        <translation>台账表格</translation>
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
        <source>Settlement</source>
        <translation>结清</translation>
    </message>
    <message>
        <source>opened {0}</source>
        <translation>{0} 建账</translation>
    </message>
    <message>
        <source>{0} not yet received</source>
        <translation>未接收 {0} 件</translation>
    </message>
    <message>
        <source>Value kept {0}</source>
        <translation>在管估值 {0}</translation>
    </message>
    <message>
        <source>Register items</source>
        <translation>登记物品</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>分类汇总</translation>
    </message>
</context>
<context>
    <name>CasesPage</name>
    <message>
        <source>Every case ledger that you may see, with its balance: received = in store + out + ended + difference. Enter opens a ledger, Ctrl+N opens a new one, Ctrl+C copies the chosen rows.</source>
        <translation>您有权查看的全部案件台账及其平衡：接收 = 在库 + 在外 + 终结 + 差异。回车打开台账，Ctrl+N 新建台账，Ctrl+C 复制选中的行。</translation>
    </message>
    <message>
        <source>Case ledger {0} ({1}) is open.</source>
        <translation>案件 {0}（{1}）已建账。</translation>
    </message>
    <message>
        <source>No case fits these words</source>
        <translation>没有符合的案件</translation>
    </message>
    <message>
        <source>Number, alias and title are looked at; try a shorter word.</source>
        <translation>按案件编号、代号、名称查找；请换短一些的词再试。</translation>
    </message>
    <message>
        <source>No case here yet</source>
        <translation>这里还没有案件</translation>
    </message>
    <message>
        <source>A ledger is opened by the handler or the head of the handling department.</source>
        <translation>由承办人或承办部门负责人建账后，案件会出现在这里。</translation>
    </message>
    <message>
        <source>Open a ledger; then register what was taken on it.</source>
        <translation>先建账，再在账上登记查扣的物品。</translation>
    </message>
    <message>
        <source>Open a case ledger</source>
        <translation>新建案件台账</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案件编号</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>案件名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>承办部门</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>In store</source>
        <translation>在库</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>在外</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>终结</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>建账日期</translation>
    </message>
    <message>
        <source>Settled on</source>
        <translation>结清日期</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已结清</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Number, alias or title</source>
        <translation>编号、代号或名称</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>LedgerTab</name>
    <message>
        <source>Nothing in this state</source>
        <translation>没有处于该状态的物品</translation>
    </message>
    <message>
        <source>Choose another state above.</source>
        <translation>请在上方换一个状态。</translation>
    </message>
    <message>
        <source>Nothing is on this ledger yet</source>
        <translation>本案台账上还没有物品</translation>
    </message>
    <message>
        <source>Register what was taken; it then waits here to be received by the storeroom.</source>
        <translation>登记查扣的物品后，会在这里等待保管部门接收。</translation>
    </message>
    <message>
        <source>Register items</source>
        <translation>登记物品</translation>
    </message>
    <message>
        <source>Request for the chosen</source>
        <translation>对选中物品申请</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not yet received</source>
        <translation>未接收</translation>
    </message>
    <message>
        <source>In store</source>
        <translation>在库</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>在外</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>终结</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>异常</translation>
    </message>
</context>
<context>
    <name>MemberSheet</name>
    <message>
        <source>Duty</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Change the team</source>
        <translation>调整办案人员</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Who is recused no longer sees this case at all.</source>
        <translation>回避人员将完全看不到本案。</translation>
    </message>
</context>
<context>
    <name>NewCaseSheet</name>
    <message>
        <source>What you had begun is here again.</source>
        <extracomment>Cases that need no filing paper: they begin before one is written.</extracomment>
        <translation>已恢复您上次未完成的内容。</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>What lists and labels show instead of the title</source>
        <translation>列表和标签上用代号代替案件名称</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>案件名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Handling department</source>
        <translation>承办部门</translation>
    </message>
    <message>
        <source>Filing paper no.</source>
        <translation>立案文号</translation>
    </message>
    <message>
        <source>Filed on</source>
        <translation>立案日期</translation>
    </message>
    <message>
        <source>Secrecy</source>
        <translation>密级</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>案件编号</translation>
    </message>
    <message>
        <source>Leave empty: the next number of the year is given</source>
        <translation>留空时自动取本年度下一个编号</translation>
    </message>
    <message>
        <source>Open a case ledger</source>
        <translation>新建案件台账</translation>
    </message>
    <message>
        <source>Open ledger</source>
        <translation>建账</translation>
    </message>
    <message>
        <source>Without a case number, the next one of the year is given.</source>
        <translation>案件编号留空时，自动取本年度下一个编号。</translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message>
        <source>Team</source>
        <extracomment>Who could have to keep away: everybody whose role may meet a case.</extracomment>
        <translation>办案人员</translation>
    </message>
    <message>
        <source>Nobody is on the team</source>
        <translation>还没有办案人员</translation>
    </message>
    <message>
        <source>Only who is on the team sees this case.</source>
        <translation>只有本案办案人员能看到本案。</translation>
    </message>
    <message>
        <source>Persons of the case</source>
        <translation>涉案人员</translation>
    </message>
    <message>
        <source>Nobody is named yet</source>
        <translation>还没有登记涉案人员</translation>
    </message>
    <message>
        <source>Name the subjects, holders and witnesses of this case.</source>
        <translation>请登记本案的被审查调查人、持有人、见证人。</translation>
    </message>
    <message>
        <source>Add or recuse</source>
        <translation>增加/回避</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>登记人员</translation>
    </message>
</context>
<context>
    <name>PersonSheet</name>
    <message>
        <source>Name a person</source>
        <translation>登记涉案人员</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>What he is</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>SettleSheet</name>
    <message>
        <source>Open case {0} ({1}) again</source>
        <translation>重开案件 {0}（{1}）</translation>
    </message>
    <message>
        <source>Settle case {0} ({1}): {2} items ended</source>
        <translation>结清案件 {0}（{1}）：{2} 件物品已终结</translation>
    </message>
    <message>
        <source>Case {0} is settled.</source>
        <translation>案件 {0} 已结清。</translation>
    </message>
    <message>
        <source>Case {0} is open again.</source>
        <translation>案件 {0} 已重开。</translation>
    </message>
    <message>
        <source>Open the case again</source>
        <translation>重开案件</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>The leader signs beside you.</source>
        <translation>须由分管领导在本机登录确认。</translation>
    </message>
    <message>
        <source>Settle the case</source>
        <translation>结案清账</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>结清</translation>
    </message>
    <message>
        <source>Oversight signs beside you. The labels of its things are void from then on.</source>
        <translation>须由案管监督在本机登录确认；结清后本案物品标签一律作废。</translation>
    </message>
</context>
<context>
    <name>SettleTab</name>
    <message>
        <source>Settled on {0}</source>
        <translation>已于 {0} 结清</translation>
    </message>
    <message>
        <source>Oversight may open it again, together with the leader; its history stays.</source>
        <translation>案管监督可会同分管领导重开；历史记录保留。</translation>
    </message>
    <message>
        <source>{0} lines keep this case from being settled</source>
        <translation>还有 {0} 项未了，不能结清</translation>
    </message>
    <message>
        <source>A click opens the card; the column shows whose turn it is.</source>
        <translation>点击打开物品卡；“待办人”一栏写明该由谁办理。</translation>
    </message>
    <message>
        <source>Nothing stands in the way</source>
        <translation>没有未了事项</translation>
    </message>
    <message>
        <source>The head of the department settles the case; oversight signs beside him.</source>
        <translation>由承办部门负责人结清，案管监督在场确认。</translation>
    </message>
    <message>
        <source>Settle the case</source>
        <translation>结案清账</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Every thing of this case has gone its way, and no request is open.</source>
        <translation>本案物品均已有去向，也没有未办结的申请。</translation>
    </message>
    <message>
        <source>Settled and opened again</source>
        <translation>结清与重开记录</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>With</source>
        <translation>在谁处</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Whose turn</source>
        <translation>待办人</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>TotalsTab</name>
    <message>
        <source>Nothing to add up yet</source>
        <translation>还没有可汇总的物品</translation>
    </message>
    <message>
        <source>Totals by class and currency appear once things are on the ledger.</source>
        <translation>台账上有物品后，这里按类别和币种汇总。</translation>
    </message>
    <message>
        <source>Value still kept</source>
        <translation>在管估值</translation>
    </message>
</context>
</TS>
