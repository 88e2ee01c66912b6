<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Choose a request at the left; read what is asked, look at the photographs and at what happened before. Ctrl+Enter approves, Ctrl+B sends back, Ctrl+D rejects; the last two need an opinion. What was approved and nobody carries out, a head ends with Ctrl+D and a reason. Your decision holds for the version you see: if it was changed meanwhile, it is shown anew.</source>
        <translation>在左侧选择一项申请，核对申请内容、照片和物品以往的流转。Ctrl+Enter 同意，Ctrl+B 退回，Ctrl+D 否决；退回和否决必须写意见。已同意而无人办理的，部门负责人写明理由后按 Ctrl+D 终止。审批只对您看到的版本有效：如申请已被修改，会重新显示最新内容。</translation>
    </message>
    <message>
        <source>Nothing waits for your decision</source>
        <translation>没有待您审批的申请</translation>
    </message>
    <message>
        <source>Requests whose next step is yours appear here.</source>
        <translation>轮到您审批的申请会出现在这里。</translation>
    </message>
    <message>
        <source>You have asked for nothing</source>
        <translation>您还没有提出申请</translation>
    </message>
    <message>
        <source>Choose items on a case&apos;s ledger and press “Request”.</source>
        <translation>请在案件台账上选中物品，再点“对选中物品申请”。</translation>
    </message>
    <message>
        <source>Go to the cases</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>No request here</source>
        <translation>这里没有申请</translation>
    </message>
    <message>
        <source>Choose another group above.</source>
        <translation>请在上方换一组查看。</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Deputies</source>
        <translation>代批</translation>
    </message>
    <message>
        <source>For me to decide</source>
        <translation>待我审批</translation>
    </message>
    <message>
        <source>My requests</source>
        <translation>我的申请</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Chosen</name>
    <message>
        <source>of another case</source>
        <translation>他案物品</translation>
    </message>
    <message>
        <source>Items asked for  {0}</source>
        <translation>申请物品  {0}</translation>
    </message>
    <message>
        <source>Items asked for</source>
        <translation>申请物品</translation>
    </message>
    <message>
        <source>No item chosen yet</source>
        <translation>还没有选择物品</translation>
    </message>
    <message>
        <source>Scan a label, or choose items on a case&apos;s ledger.</source>
        <translation>请扫描标签，或在案件台账上选择物品。</translation>
    </message>
    <message>
        <source>Scan or type a number, Enter</source>
        <translation>扫描或输入物品编号，回车</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>{0} is approved.</source>
        <extracomment>The request was changed after it was read: look again before deciding.</extracomment>
        <translation>{0} 已同意。</translation>
    </message>
    <message>
        <source>{0} is sent back.</source>
        <translation>{0} 已退回。</translation>
    </message>
    <message>
        <source>{0} is rejected.</source>
        <translation>{0} 已否决。</translation>
    </message>
    <message>
        <source>{0} is ended.</source>
        <translation>{0} 已终止。</translation>
    </message>
    <message>
        <source>Say why: the asker reads it.</source>
        <translation>请写明意见，申请人会看到。</translation>
    </message>
    <message>
        <source>End request {0}?</source>
        <translation>终止申请 {0}？</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>终止</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>It cannot be taken up again; what is held ready for it is free again.</source>
        <translation>终止后不能恢复；为它备好的物品解除占用。</translation>
    </message>
    <message>
        <source>{0} goes on to the next approver.</source>
        <translation>{0} 已同意，转下一级审批。</translation>
    </message>
    <message>
        <source>Why it is ended; the asker reads it</source>
        <translation>终止的理由（申请人会看到）</translation>
    </message>
    <message>
        <source>End this request</source>
        <translation>终止申请</translation>
    </message>
</context>
<context>
    <name>DeputySheet</name>
    <message>
        <source>{0} decides for you: {1}</source>
        <translation>{0} 代您审批：{1}</translation>
    </message>
    <message>
        <source>You decide for {0}: {1}</source>
        <translation>您代 {0} 审批：{1}</translation>
    </message>
    <message>
        <source>Nobody stands in for anybody now.</source>
        <translation>目前没有代批。</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>代批人</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Deputies</source>
        <translation>代批</translation>
    </message>
    <message>
        <source>Name deputy</source>
        <translation>授权代批</translation>
    </message>
    <message>
        <source>He decides in your place for this time; forms show “on behalf of”.</source>
        <translation>在此期间由他代您审批；表单上注明“代”。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回授权</translation>
    </message>
</context>
<context>
    <name>RequestDetail</name>
    <message>
        <source>version {0}</source>
        <extracomment>The asker wants to change this request. It was decided or withdrawn: the list may go on to the next.</extracomment>
        <translation>第 {0} 版</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 件</translation>
    </message>
    <message>
        <source>New due date</source>
        <translation>续借至</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>until {0} ({1} days)</source>
        <translation>至 {0}（{1} 天）</translation>
    </message>
    <message>
        <source>{0} for {1}</source>
        <translation>{0}（代 {1}）</translation>
    </message>
    <message>
        <source>Request {0} is withdrawn.</source>
        <translation>申请 {0} 已撤回。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>去交付</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>去执行</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Choose a request</source>
        <translation>请选择一项申请</translation>
    </message>
    <message>
        <source>What is asked, about what and why stands here.</source>
        <translation>申请什么、涉及哪些物品、事由，都在这里显示。</translation>
    </message>
</context>
<context>
    <name>RequestPage</name>
    <message>
        <source>Choose what is asked for, say for what and until when, and name the carriers; valuables need two. Scanning a label adds the item. Ctrl+S sends the request; the line below says who has to agree.</source>
        <translation>选择申请种类，写明事由和应还时间，指定领取人；贵重物品须二人领取。扫描标签可添加物品。Ctrl+S 提交申请；下方写明须由谁审批。</translation>
    </message>
    <message>
        <source>What you had begun is here again.</source>
        <translation>已恢复您上次未完成的内容。</translation>
    </message>
    <message>
        <source>No item chosen yet</source>
        <translation>还没有选择物品</translation>
    </message>
    <message>
        <source>Scan a label or type an item&apos;s number.</source>
        <translation>请扫描标签或输入物品编号。</translation>
    </message>
    <message>
        <source>Request {0} is sent.</source>
        <translation>申请 {0} 已提交。</translation>
    </message>
    <message>
        <source>The same approvers as for the check-out have to agree.</source>
        <translation>须由原调用审批的各级再次审批。</translation>
    </message>
    <message>
        <source>Has to be approved by: {0}</source>
        <translation>须经审批：{0}</translation>
    </message>
    <message>
        <source>Change request {0}</source>
        <translation>修改申请 {0}</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>It becomes a new version; everybody has to agree anew.</source>
        <translation>修改后成为新版本，须重新逐级审批。</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>新申请</translation>
    </message>
    <message>
        <source>Send request</source>
        <translation>提交申请</translation>
    </message>
</context>
<context>
    <name>Things</name>
    <message>
        <source>Photographs</source>
        <extracomment>How many things are seen at once; the rest is scrolled to. Somebody wants the card of this item.</extracomment>
        <translation>照片</translation>
    </message>
    <message>
        <source>History</source>
        <translation>以往流转</translation>
    </message>
    <message>
        <source>Enter opens the card</source>
        <translation>回车打开物品卡</translation>
    </message>
    <message>
        <source>Open card</source>
        <translation>打开物品卡</translation>
    </message>
</context>
<context>
    <name>requests</name>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place of destruction</source>
        <extracomment>What a disposal must say besides, by its way: (field of the terms or fact, whether required).</extracomment>
        <translation>销毁地点</translation>
    </message>
    <message>
        <source>At most {0} days from now</source>
        <translation>自现在起最长 {0} 天</translation>
    </message>
    <message>
        <source>First carrier</source>
        <translation>领取人一</translation>
    </message>
    <message>
        <source>Second carrier</source>
        <translation>领取人二</translation>
    </message>
    <message>
        <source>The asker may change it and ask again, or withdraw it.</source>
        <translation>申请人可修改后重新提交，或者撤回。</translation>
    </message>
    <message>
        <source>It is rejected for good; a new request would be needed.</source>
        <translation>本申请已否决；如仍需要，须另行申请。</translation>
    </message>
    <message>
        <source>It was withdrawn; what was held ready is free again.</source>
        <translation>本申请已撤回；为其保留的物品已解除占用。</translation>
    </message>
    <message>
        <source>Nobody fetched the items in time; they are free again.</source>
        <translation>逾期未领取；物品已解除占用。</translation>
    </message>
    <message>
        <source>It was carried out.</source>
        <translation>已办理完毕。</translation>
    </message>
    <message>
        <source>It waits for the decision of: {0}.</source>
        <translation>等待{0}审批。</translation>
    </message>
    <message>
        <source>If you approve, it goes on to: {0}.</source>
        <translation>您同意后，转{0}审批。</translation>
    </message>
    <message>
        <source>If you approve, the items are due back on {0}.</source>
        <translation>您同意后，应还时间延至 {0}。</translation>
    </message>
    <message>
        <source>If you approve, the items are reserved and the custodian hands them over for {0}.</source>
        <translation>您同意后，物品即予保留，由保管员交付送往{0}。</translation>
    </message>
    <message>
        <source>If you approve, the items are set apart for: {0}.</source>
        <translation>您同意后，物品转为待处置（{0}），不得再调用。</translation>
    </message>
    <message>
        <source>If you approve, the items are reserved; the custodian hands them to {0} while the approval is valid.</source>
        <translation>您同意后，物品即予保留；在审批有效期内由保管员交付给{0}。</translation>
    </message>
    <message>
        <source>It is approved; it is carried out from the items&apos; cards ({0}).</source>
        <translation>已通过；在物品卡上执行（{0}）。</translation>
    </message>
    <message>
        <source>The items wait at the counter for {0}; the custodian hands them over.</source>
        <translation>物品已备好，等待{0}领取，由保管员交付。</translation>
    </message>
    <message>
        <source>You decide as {0}: {1}</source>
        <translation>由您以{0}身份审批：{1}</translation>
    </message>
    <message>
        <source> You stand in for {0}.</source>
        <translation>您代 {0} 审批。</translation>
    </message>
    <message>
        <source>the items belong to another case; its head has to agree too.</source>
        <translation>物品属于另一案件，须经该案承办部门负责人同意。</translation>
    </message>
    <message>
        <source>every disposal needs the leader.</source>
        <translation>处置事项须经分管领导审批。</translation>
    </message>
    <message>
        <source>valuable or secret items need the leader too.</source>
        <translation>贵重或涉密物品须经分管领导审批。</translation>
    </message>
    <message>
        <source>the head of the handling department agrees first.</source>
        <translation>由承办部门负责人首先审批。</translation>
    </message>
</context>
</TS>
