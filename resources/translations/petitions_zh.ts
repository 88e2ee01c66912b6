<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActSheet</name>
    <message>
        <source>A file is needed: the proof that it was done.</source>
        <translation>须附文件，作为已办理的凭证。</translation>
    </message>
    <message>
        <source>All that was taken down is emptied for good; then seal it and pass it on.</source>
        <translation>已录入的内容将全部清除且不能恢复，然后请办理封转。</translation>
    </message>
    <message>
        <source>It keeps as well: {0}.</source>
        <translation>另予保留：{0}。</translation>
    </message>
    <message>
        <source>A second person signs here: {0}.</source>
        <translation>须由第二人在本机签名：{0}。</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>附上文件</translation>
    </message>
</context>
<context>
    <name>EraseSheet</name>
    <message>
        <source>No identity lies sealed under this number.</source>
        <extracomment>It was erased.</extracomment>
        <translation>此编号下没有封存的举报人身份。</translation>
    </message>
    <message>
        <source>It was erased already.</source>
        <translation>该身份已经销毁。</translation>
    </message>
    <message>
        <source>Who sent {0} is erased for good and cannot be brought back. Reason: {1}</source>
        <translation>将永久销毁 {0} 的举报人身份，不能恢复。理由：{1}</translation>
    </message>
    <message>
        <source>Who sent {0} is erased.</source>
        <translation>{0} 的举报人身份已销毁。</translation>
    </message>
    <message>
        <source>Its key is thrown away: from then on nobody learns from these books who reported. Backups made before still hold it. The head of the petition office signs on this screen.</source>
        <translation>销毁其密钥后，任何人都不能再从账册得知举报人是谁；此前的备份中仍有留存。由信访室负责人在本屏签名。</translation>
    </message>
</context>
<context>
    <name>IdentityView</name>
    <message>
        <source>This is the one view that was granted; it is written down and closes after a minute. Copy nothing.</source>
        <extracomment>So long the view stays open.</extracomment>
        <translation>这是获准的唯一一次查看，已记录在案，一分钟后自动关闭。请勿抄录、拍照。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>JoinSheet</name>
    <message>
        <source>{0} belongs to lead {1}.</source>
        <extracomment>Its name among the acts at a petition; the law of leads has it, not that of petitions. Who keeps leads: the ledger&apos;s clerk, and the clerk of an office.</extracomment>
        <translation>{0} 已归入线索 {1}。</translation>
    </message>
    <message>
        <source>Type the lead&apos;s code or scan its card. Both keep their numbers and point at one another; a parked lead wakes when a new matter comes to it, and who keeps away from the petition keeps away from the lead.</source>
        <translation>输入线索编码，或扫描其线索卡。两件各自保留编号，互相指向；补充了新问题的，暂存的线索随即唤醒；应回避该信访件的人同样回避该线索。</translation>
    </message>
    <message>
        <source>What it says anew, if anything</source>
        <translation>反映的新问题（没有可不填）</translation>
    </message>
    <message>
        <source>The lead</source>
        <translation>线索</translation>
    </message>
</context>
<context>
    <name>OriginalsSheet</name>
    <message>
        <source>emptied</source>
        <translation>已清空</translation>
    </message>
    <message>
        <source>no working copy</source>
        <translation>无工作副本，只封存原件</translation>
    </message>
    <message>
        <source>Save the copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Original…</source>
        <translation>取原件…</translation>
    </message>
    <message>
        <source>Working copy</source>
        <translation>工作副本</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>The original is in {0}. Open it on a machine apart only.</source>
        <translation>原件已存到 {0}，只可在单独的计算机上打开。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Take the original out</source>
        <translation>取出原件</translation>
    </message>
    <message>
        <source>What is shown are working copies: only what stands in them, drawn anew.</source>
        <translation>所示为工作副本：只有文件的内容，按内容重新制作。</translation>
    </message>
    <message>
        <source>The original of {0}</source>
        <translation>{0} 的原件</translation>
    </message>
    <message>
        <source>It may carry traces of the reporter and harmful parts; the working copy is enough for reading. Who takes it and why is written in the trail first.</source>
        <translation>原件可能带有举报人的痕迹和有害内容，查阅用工作副本即可。何人因何取出，先记入留痕。</translation>
    </message>
</context>
<context>
    <name>PetitionDetail</name>
    <message>
        <source>No number yet</source>
        <extracomment>The petition was read anew: as it is shown now. Its originals are to be looked at.</extracomment>
        <translation>尚未编号</translation>
    </message>
    <message>
        <source>received {0}</source>
        <translation>收到时间 {0}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>为什么不能</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>See the reporter once</source>
        <translation>查看举报人（一次）</translation>
    </message>
    <message>
        <source>Choose a petition</source>
        <translation>请选择一件信访</translation>
    </message>
    <message>
        <source>What it says, its clocks and its acts stand here; never who reported.</source>
        <translation>这里显示内容、期限和可办事项；不显示举报人是谁。</translation>
    </message>
</context>
<context>
    <name>PetitionsPage</name>
    <message>
        <source>Petitions with the seal of their channel first. Ctrl+N takes one in: fill the form with Tab and Enter, Ctrl+S registers it. What belongs to the superior organ or is about the own head is only sealed and passed on. The buttons at a petition are the acts that the rules allow now; “Why not” says why the others are closed. Ctrl+F searches; a search for oneself finds nothing.</source>
        <extracomment>What stands beside a petition, one at a time.</extracomment>
        <translation>信访列表，渠道印记在最前。Ctrl+N 收件：用 Tab 和回车填写，Ctrl+S 登记。属于上级管辖或反映本机关主要负责人的，只能封转。信访件上的按钮是当前可以办理的事项，“为什么不能”说明其他事项的原因。Ctrl+F 检索；检索本人不会有结果。</translation>
    </message>
    <message>
        <source>Search “{0}”</source>
        <translation>检索“{0}”</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>No petition here</source>
        <translation>这里没有信访件</translation>
    </message>
    <message>
        <source>Take one in with Ctrl+N, or choose other channels and states above.</source>
        <translation>按 Ctrl+N 收件，或在上方选择其他渠道和状态。</translation>
    </message>
    <message>
        <source>What is transferred to your office appears here.</source>
        <translation>移送到本部门的信访件会显示在这里。</translation>
    </message>
    <message>
        <source>Take one in</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Number, accused, unit and summary are looked at; all words must be there.</source>
        <translation>按编号、被反映人、单位和摘要检索，须包含全部词语。</translation>
    </message>
    <message>
        <source>Petitions</source>
        <translation>信访</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Ledger of petitions</source>
        <translation>信访台账</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>封转台账</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>检索 (Ctrl+F)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To screen</source>
        <translation>待甄别</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>To feed back</source>
        <translation>待反馈</translation>
    </message>
    <message>
        <source>Passed or kept</source>
        <translation>转出留存</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message>
        <source>the superior organ</source>
        <translation>上级机关</translation>
    </message>
    <message>
        <source>Alike: {0}  {1} %  {2}</source>
        <extracomment>Fields by which it is told whose the petition is, and those that say what is alike.</extracomment>
        <translation>相似件：{0}  {1} %  {2}</translation>
    </message>
    <message>
        <source>Taken in: {0}</source>
        <translation>已收件：{0}</translation>
    </message>
    <message>
        <source>Taken in. It gets its number when the petition office above registers it.</source>
        <translation>已收件，由上级信访室登记后给出编号。</translation>
    </message>
    <message>
        <source>Sealed and passed on: {0}, to {1} by {2}.</source>
        <translation>已封转：{0}，请于 {2} 前送 {1}。</translation>
    </message>
    <message>
        <source>It belongs to {0} or is about the own head: nothing of it is written down here, only its way. What was typed is gone.</source>
        <translation>属于{0}管辖或反映本机关主要负责人：这里不登记任何内容，只登记去向。已输入的内容已清除。</translation>
    </message>
    <message>
        <source>Take a petition in</source>
        <translation>收件登记</translation>
    </message>
    <message>
        <source>Enter goes on (Tab out of the summary), a digit chooses in a list, Ctrl+O attaches, Ctrl+S registers; the centre gives the number.</source>
        <translation>回车到下一项（摘要栏用 Tab），按数字选定，Ctrl+O 附原件，Ctrl+S 登记；编号由中心给出。</translation>
    </message>
    <message>
        <source>Attach originals</source>
        <translation>附上原件</translation>
    </message>
    <message>
        <source>It is ours after all</source>
        <translation>更正：属于本机关</translation>
    </message>
</context>
<context>
    <name>RepeatSheet</name>
    <message>
        <source>What is it to the other one?</source>
        <extracomment>A candidate was linked or declined.</extracomment>
        <translation>请选择与该件的关系</translation>
    </message>
    <message>
        <source>{0} is linked.</source>
        <translation>已关联 {0}。</translation>
    </message>
    <message>
        <source>{0} is not linked.</source>
        <translation>已登记不关联 {0}。</translation>
    </message>
    <message>
        <source>The same reporter sent:</source>
        <translation>同一举报人的来件：</translation>
    </message>
    <message>
        <source>No other petition of this reporter is here for you.</source>
        <translation>您可查看的范围内没有该举报人的其他来件。</translation>
    </message>
    <message>
        <source>Nothing alike is known</source>
        <translation>没有相似的来件</translation>
    </message>
    <message>
        <source>No petition about the same person whose matter is alike is there for you.</source>
        <translation>您可查看的范围内，没有反映同一人且问题相似的来件。</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>查重</translation>
    </message>
    <message>
        <source>Candidates are found by the person they are about. Read both, then link or decline: nothing is ever merged, both keep their numbers.</source>
        <translation>按被反映人查找相似件。请逐件比对后关联或不予关联：两件各自保留编号，不会合并。</translation>
    </message>
    <message>
        <source>Why it is declined</source>
        <translation>不予关联的理由</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>The same reporter (each look is written down)</source>
        <translation>同一举报人（每次查找均留痕）</translation>
    </message>
</context>
<context>
    <name>RequestsPanel</name>
    <message>
        <source>Nobody asks to see a reporter</source>
        <translation>没有待审批的身份查看申请</translation>
    </message>
    <message>
        <source>Requests appear here; a grant serves for one view.</source>
        <translation>申请会显示在这里；每次同意只能查看一次。</translation>
    </message>
    <message>
        <source>One view granted</source>
        <translation>已同意查看一次</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Grant one view</source>
        <translation>同意查看一次</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Erase an identity…</source>
        <translation>销毁举报人身份…</translation>
    </message>
</context>
<context>
    <name>SealedTab</name>
    <message>
        <source>{0}: receipt {1} noted.</source>
        <extracomment>Who may see it at all.</extracomment>
        <translation>{0}：已登记回执 {1}。</translation>
    </message>
    <message>
        <source>Sealed ledger as spreadsheet</source>
        <translation>封转台账导出为电子表格</translation>
    </message>
    <message>
        <source>sealed ledger</source>
        <translation>封转台账</translation>
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
        <source>Passed on by us</source>
        <translation>本机关封转</translation>
    </message>
    <message>
        <source>Come from below</source>
        <translation>下级报来</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>电子表格</translation>
    </message>
    <message>
        <source>Note the receipt</source>
        <translation>登记回执</translation>
    </message>
    <message>
        <source>Receipt number of the superior organ</source>
        <translation>上级机关的回执编号</translation>
    </message>
    <message>
        <source>What belongs to the superior organ, or is about the own head. Only its way stands here: no text, no name, no scan. It is due five working days after the receipt.</source>
        <translation>属于上级管辖或者反映本机关主要负责人的信访件。这里只记去向，不记内容、姓名，也不存扫描件；收到之日起五个工作日内报出。</translation>
    </message>
    <message>
        <source>Nothing was passed on sealed</source>
        <translation>没有封转件</translation>
    </message>
    <message>
        <source>What the form turns into a sealed one stands here with its number and its due day.</source>
        <translation>登记时转为封转的，连同编号和到期日列在这里。</translation>
    </message>
</context>
<context>
    <name>SupervisionTab</name>
    <message>
        <source>Told anew: {0}. Each rung is told once.</source>
        <extracomment>Measures of what was received in these last days. A petition was chosen, by its id. How many notices wait.</extracomment>
        <translation>本次新催办 {0} 件次。同一级次只催办一次。</translation>
    </message>
    <message>
        <source>To take note of</source>
        <translation>待阅知</translation>
    </message>
    <message>
        <source>Due soon or late</source>
        <translation>临期与超期</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>跟踪问效</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>近30天</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>近一季度</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>近一年</translation>
    </message>
    <message>
        <source>Of what was received in this time and is there for you. Of fewer than five no share is shown: it would tell of people, not of work.</source>
        <translation>统计范围为此期间收到、您可查看的来件。基数不足五件的不显示比例，以免指向个人。</translation>
    </message>
    <message>
        <source>Nothing to take note of</source>
        <translation>没有待阅知的提醒</translation>
    </message>
    <message>
        <source>What your office must know of stands here until somebody has taken note.</source>
        <translation>需要本部门知悉的事项列在此处，直至有人阅知。</translation>
    </message>
    <message>
        <source>No clock is near its end</source>
        <translation>没有临近到期的来件</translation>
    </message>
    <message>
        <source>From five working days before its end a petition stands here.</source>
        <translation>到期前五个工作日起，来件列在此处。</translation>
    </message>
</context>
<context>
    <name>petitions</name>
    <message>
        <source>Only sealed and passed on</source>
        <extracomment>From so many characters on a summary is held against known petitions.</extracomment>
        <translation>只能封转</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>已宣读</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>所在机关</translation>
    </message>
    <message>
        <source>{0} days late</source>
        <translation>逾期 {0} 天</translation>
    </message>
    <message>
        <source>waits for its receipt</source>
        <translation>待回执</translation>
    </message>
    <message>
        <source>the superior organ</source>
        <translation>上级机关</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>Only the receipt lies here. What is said is read while the centre answers.</source>
        <translation>本机只存回执；所反映的内容须连上中心后查看。</translation>
    </message>
</context>
</TS>
