<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CardActions</name>
    <message>
        <source>Request check-out</source>
        <extracomment>登记异常 is never what is done next: it stands last and without the accent. An act, by its event. A request, by its kind.</extracomment>
        <translation>申请调用</translation>
    </message>
    <message>
        <source>Request disposal</source>
        <translation>申请处置</translation>
    </message>
    <message>
        <source>Request extension</source>
        <translation>申请延期</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Everything that is known of one item. The buttons are what the rules allow now; “Why not…” names the rest and the rule. F3 adds photographs, F4 prints the label, Ctrl+P its forms.</source>
        <extracomment>So wide are the facts at least: a serial number is whole beside its label.</extracomment>
        <translation>一件物品的全部记载。按钮是当前规定允许的办理事项；“为何不可…”列出其余事项及依据。F3 补拍照片，F4 打印标签，Ctrl+P 打印单据。</translation>
    </message>
    <message>
        <source>A void label (version {0}) turned up. Where, and who had it:</source>
        <translation>出现已作废的旧标签（第 {0} 版）。在何处、由谁持有：</translation>
    </message>
    <message>
        <source>The label of this item was printed already.</source>
        <translation>这件物品的标签已经打印过。</translation>
    </message>
    <message>
        <source>A new label makes the old one void; a second person signs for it.</source>
        <translation>补打新标签后旧标签即作废，须由第二人签名确认。</translation>
    </message>
    <message>
        <source>with {0} until {1}</source>
        <translation>在 {0} 处，期限 {1}</translation>
    </message>
    <message>
        <source>with {0}</source>
        <translation>在 {0} 处</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>库位 {0}</translation>
    </message>
    <message>
        <source>Picked up. Now scan the new place.</source>
        <translation>已取出，请扫描新库位。</translation>
    </message>
    <message>
        <source>Why not…</source>
        <translation>为什么不能…</translation>
    </message>
    <message>
        <source>Add photo</source>
        <translation>补照片</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>单据</translation>
    </message>
</context>
<context>
    <name>ComparisonTable</name>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>sealed anew</source>
        <translation>已重新密封</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测</translation>
    </message>
    <message>
        <source>Went out</source>
        <translation>出库</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>归还</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>允差</translation>
    </message>
    <message>
        <source>Two neighbouring digits of the seal are swapped: look once more, then hold it.</source>
        <translation>封条号有相邻两位颠倒：请再核对一次；确实不符的，予以封控。</translation>
    </message>
</context>
<context>
    <name>CounterCard</name>
    <message>
        <source>Delivered by</source>
        <extracomment>The step of the checklist → the field that is its own. Something in it is another now. The weight comes from the scale now. Enter, or the button. It was sent back: the row of the thing. It is not sent back after all.</extracomment>
        <translation>移交人</translation>
    </message>
    <message>
        <source>As counted; the difference is booked</source>
        <translation>按实点数接收，差异挂账</translation>
    </message>
    <message>
        <source>Why it comes late</source>
        <translation>逾期移交的原因</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>接收入库</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒收</translation>
    </message>
</context>
<context>
    <name>CounterView</name>
    <message>
        <source>Receive</source>
        <extracomment>The list of the delivery gives room to camera and card where there is little. Something of the thing is another now. A place is refused that another desk may have made, or emptied, since the places were asked for. The next thing of the delivery is wanted. What lies on the counter. A thing is received once only: what was begun with it is of use until then.</extracomment>
        <translation>接收入库</translation>
    </message>
    <message>
        <source>Next: photograph — {0}  (F3)</source>
        <translation>下一步：拍照 — {0}（F3）</translation>
    </message>
    <message>
        <source>Next: count</source>
        <translation>下一步：清点数量</translation>
    </message>
    <message>
        <source>Next: say why the scale shows another weight</source>
        <translation>下一步：说明与秤示数不符的理由</translation>
    </message>
    <message>
        <source>Next: weigh</source>
        <translation>下一步：称重</translation>
    </message>
    <message>
        <source>Next: scan the seal</source>
        <translation>下一步：扫描封条</translation>
    </message>
    <message>
        <source>Next: another place</source>
        <translation>下一步：换一个库位</translation>
    </message>
    <message>
        <source>Next: scan the place</source>
        <translation>下一步：扫描库位</translation>
    </message>
    <message>
        <source>Everything is there: Enter receives it</source>
        <translation>已齐全：按 Enter 接收入库</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>no camera</source>
        <translation>无相机</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一件</translation>
    </message>
</context>
<context>
    <name>DeclarePanel</name>
    <message>
        <source>Declare {0} items on list {1}</source>
        <extracomment>The notice that the ticked cards name: what the officer wrote himself is left alone.</extracomment>
        <translation>按清单 {1} 移交 {0} 件物品</translation>
    </message>
    <message>
        <source>{0} ({1} items)</source>
        <translation>{0}（{1} 件）</translation>
    </message>
    <message>
        <source>Of {0} lists: {1}. Declare one list at a time.</source>
        <translation>勾选了 {0} 份清单的物品：{1}。请一次移交一份清单。</translation>
    </message>
    <message>
        <source>{0} items declared: they are expected at the counter</source>
        <translation>已提交移交 {0} 件，等待保管部门接收</translation>
    </message>
    <message>
        <source>{0} of {1} chosen</source>
        <translation>已选 {0} / {1}</translation>
    </message>
    <message>
        <source>Rows on the list</source>
        <translation>清单行数</translation>
    </message>
    <message>
        <source>Date of the papers</source>
        <translation>文书日期</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>见证人</translation>
    </message>
    <message>
        <source>Why there is no witness</source>
        <translation>无见证人的原因</translation>
    </message>
    <message>
        <source>Declare to the store</source>
        <translation>向保管部门移交</translation>
    </message>
    <message>
        <source>Declare with a second officer</source>
        <translation>双人提交移交</translation>
    </message>
    <message>
        <source>All of this list, or none</source>
        <translation>本清单全选或全不选</translation>
    </message>
    <message>
        <source>Nothing waits to be declared</source>
        <translation>没有待移交的物品</translation>
    </message>
    <message>
        <source>Cards that you register appear here, and those that the counter refused.</source>
        <translation>登记好的物品和被拒收的物品会出现在这里。</translation>
    </message>
</context>
<context>
    <name>DeedPanel</name>
    <message>
        <source>{0}: {1} {2}?</source>
        <translation>确认{0}：{1} {2}？</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不办理</translation>
    </message>
    <message>
        <source>This ends the item&apos;s stay in the store and cannot be undone.</source>
        <extracomment>The card is not as it is shown: somebody else was first. Whether a place takes two persons; the card page knows the places.</extracomment>
        <translation>办理后该物品在库保管即告终结，不可撤销。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>Filming</name>
    <message>
        <source>● {0:.0f} s</source>
        <extracomment>Counts what `set_thing` was told: a clip goes only to the thing that it was begun for.</extracomment>
        <translation>● {0:.0f} 秒</translation>
    </message>
    <message>
        <source>End the clip</source>
        <translation>结束录像</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>录像</translation>
    </message>
</context>
<context>
    <name>HalfDone</name>
    <message>
        <source>What was begun with {0} is on the counter again.</source>
        <translation>已恢复 {0} 上次未办完的内容。</translation>
    </message>
    <message>
        <source>{0} photographs were taken by another person: take them anew.</source>
        <translation>{0} 张照片由他人拍摄，请重新拍摄。</translation>
    </message>
    <message>
        <source>{0} began it; the photographs are there. Do all the rest yourself.</source>
        <translation>{0}已开始办理，照片已保留；其余各项请您本人完成。</translation>
    </message>
</context>
<context>
    <name>HandOverPage</name>
    <message>
        <source>Scan each thing of the request, then its seal; weigh it where a weight is kept; photograph it (F3). The carrier who takes it signs with his own password. When all are out, print the release slip.</source>
        <translation>逐件扫描申请中的物品，再核对封条；有重量的称重；拍照（F3）。领取人用自己的密码签认。全部交出后打印出库单。</translation>
    </message>
    <message>
        <source>{0} {1} handed over</source>
        <translation>{0} {1} 已出库交付</translation>
    </message>
    <message>
        <source>Next: scan the label of the item</source>
        <translation>下一步：扫描物品标签</translation>
    </message>
    <message>
        <source>Next: scan the seal</source>
        <translation>下一步：扫描封条</translation>
    </message>
    <message>
        <source>Next: say why the scale shows another weight</source>
        <translation>下一步：说明与秤示数不符的理由</translation>
    </message>
    <message>
        <source>Next: weigh</source>
        <translation>下一步：称重</translation>
    </message>
    <message>
        <source>Next: photograph the display of the scale  (F3)</source>
        <translation>下一步：拍下电子秤示数（F3）</translation>
    </message>
    <message>
        <source>Next: photograph it as it leaves  (F3)</source>
        <translation>下一步：拍摄出库照片（F3）</translation>
    </message>
    <message>
        <source>Next: choose who takes it</source>
        <translation>下一步：选择领取人</translation>
    </message>
    <message>
        <source>Everything agrees: Enter, then the carrier signs</source>
        <translation>全部相符：按 Enter，由领取人签名</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>出库交付</translation>
    </message>
    <message>
        <source>Choose a request at the left, or scan its number</source>
        <translation>请在左侧选择申请单，或者扫描单号</translation>
    </message>
    <message>
        <source>Nothing waits to be handed over</source>
        <translation>没有待交付的物品</translation>
    </message>
    <message>
        <source>Approved check-outs and examinations appear here.</source>
        <translation>审批通过的调用和送鉴会出现在这里。</translation>
    </message>
    <message>
        <source>Take over {0} {1}, {2}, due back {3}</source>
        <translation>领取 {0} {1}，{2}，应于 {3} 前归还</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Choose a list</source>
        <translation>选择清单</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>正在读取清单…</translation>
    </message>
    <message>
        <source>Registering {0} rows…</source>
        <translation>正在登记 {0} 行…</translation>
    </message>
    <message>
        <source>List of items</source>
        <translation>物品清单</translation>
    </message>
    <message>
        <source>The template is here: {0}</source>
        <translation>模板已保存：{0}</translation>
    </message>
    <message>
        <source>{0} cards registered: {1} to {2}</source>
        <translation>已登记 {0} 件：{1} 至 {2}</translation>
    </message>
    <message>
        <source>Row {0}, {1}: {2}</source>
        <translation>第 {0} 行，{1}：{2}</translation>
    </message>
    <message>
        <source>{0} faults: correct the file and choose it again. Nothing was booked.</source>
        <translation>共 {0} 处错误：请修改文件后重新选择。尚未登记任何一行。</translation>
    </message>
    <message>
        <source>{0} rows, all in order</source>
        <translation>共 {0} 行，全部无误</translation>
    </message>
    <message>
        <source>Choose a list…</source>
        <translation>选择清单…</translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>Register all rows</source>
        <translation>全部登记</translation>
    </message>
    <message>
        <source>A list in a spreadsheet</source>
        <translation>从电子表格导入清单</translation>
    </message>
    <message>
        <source>Fill in the template, one row for each thing. You see every fault by row and column before anything is booked.</source>
        <translation>按模板填写，一物一行。登记之前会逐行逐列指出错误，全部无误才能登记。</translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message>
        <source>One thing at a time: the line at the top says what is next. F3 photographs, a scanned seal or place goes into its field, Enter goes on and at the end receives. F4 prints the last label, Ctrl+P the intake sheet, Alt+↓ takes the next item, Ctrl+R refuses. What is half done is kept by itself.</source>
        <translation>一次办一件：顶端一行提示下一步。F3 拍照；扫到的封条或库位自动填入；回车进入下一步，最后接收。F4 打印上一件的标签，Ctrl+P 打印入库单，Alt+↓ 换下一件，Ctrl+R 拒收。未办完的自动保存。</translation>
    </message>
    <message>
        <source>Choose the case, write one card for each thing (Ctrl+Enter registers it), or import a list. Then declare the drafts with a second officer: they appear at the counter.</source>
        <translation>选择案件，一物一卡登记（Ctrl+Enter 登记），或者导入清单；然后由两名调查人员提交移交，保管部门即可接收。</translation>
    </message>
</context>
<context>
    <name>ItemsPage</name>
    <message>
        <source>Every card that you may see. Chips choose the state, the lists a case, a category or a place. Enter opens the card; Ctrl+C copies the chosen rows as text; scanning a label opens its card.</source>
        <extracomment>What the filter chips stand for. What is shown beside, as the list had it last.</extracomment>
        <translation>这里是您有权查看的全部物品。上方可按状态、案件、类别、库位筛选。Enter 打开物品卡，Ctrl+C 复制所选行，扫描标签直接打开物品卡。</translation>
    </message>
    <message>
        <source>Every case</source>
        <translation>全部案件</translation>
    </message>
    <message>
        <source>Every place</source>
        <translation>全部库位</translation>
    </message>
    <message>
        <source>No item here</source>
        <translation>没有符合条件的物品</translation>
    </message>
    <message>
        <source>Choose other states, another case or place.</source>
        <translation>请换一个状态、案件或库位。</translation>
    </message>
    <message>
        <source>No item yet</source>
        <translation>还没有物品</translation>
    </message>
    <message>
        <source>Cards appear here when a handler has registered what was taken.</source>
        <translation>承办人登记查扣的财物后会出现在这里。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Place or holder</source>
        <translation>库位 / 持有人</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>估值</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重量</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封条</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>入库时间</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Request check-out</source>
        <translation>申请调用</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not yet received</source>
        <translation>未入库</translation>
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
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已终结</translation>
    </message>
    <message>
        <source>Every category</source>
        <translation>全部类别</translation>
    </message>
</context>
<context>
    <name>LastReceived</name>
    <message>
        <source>The label of this item was printed already.</source>
        <extracomment>Whose label is still to be printed.</extracomment>
        <translation>这件物品的标签已经打印过。</translation>
    </message>
    <message>
        <source>Print a new one from its card; a second person signs for it.</source>
        <translation>需要新标签的，请在物品卡上补打，由第二人签名确认。</translation>
    </message>
</context>
<context>
    <name>LeavingCard</name>
    <message>
        <source>Hand over</source>
        <extracomment>The steps of the checklist that have a field here. Something in it is another now. The weight comes from the scale now, or its reason is another. Enter, or the button.</extracomment>
        <translation>出库交付</translation>
    </message>
</context>
<context>
    <name>Offering</name>
    <message>
        <source>{0} stands already on a card: {1}</source>
        <translation>{0} 已登记在另一张卡上：{1}</translation>
    </message>
    <message>
        <source>A number that another lot holds cannot be registered once more.</source>
        <translation>另一批已占用的号码不能再登记一次。</translation>
    </message>
    <message>
        <source>{0} of {1} numbers of this range scanned</source>
        <translation>本号段已扫 {0} / {1}</translation>
    </message>
    <message>
        <source>{0} is not between {1} and {2}.</source>
        <translation>{0} 不在号段 {1} 至 {2} 之内。</translation>
    </message>
    <message>
        <source>It belongs to another lot, or was not declared: put it apart.</source>
        <translation>它属于另一批，或未列入清单：请单独放置。</translation>
    </message>
    <message>
        <source>Not yet: {0}</source>
        <translation>尚缺：{0}</translation>
    </message>
    <message>
        <source>{0} {1}: its check digit is wrong.</source>
        <translation>{0} {1} 校验位不符。</translation>
    </message>
    <message>
        <source>Scan it once more, or compare it with what is printed on the thing.</source>
        <translation>请重新扫描，或与物品上的印字核对。</translation>
    </message>
    <message>
        <source>{0} already holds {1}; {2} was scanned.</source>
        <translation>“{0}”已填 {1}，扫到的是 {2}。</translation>
    </message>
    <message>
        <source>Empty the field first if the new number is the right one.</source>
        <translation>如以新号码为准，请先清空该栏。</translation>
    </message>
    <message>
        <source>{0} is a product code.</source>
        <translation>{0} 是商品条码。</translation>
    </message>
    <message>
        <source>It says what kind of thing this is, not which one: scan its own number.</source>
        <translation>它只表示商品种类，不能区分个体，请扫描物品自身的编号。</translation>
    </message>
    <message>
        <source>{0} {1} has no field in this form.</source>
        <translation>{0} {1} 在本表单中没有对应栏目。</translation>
    </message>
    <message>
        <source>Choose the category that fits, or write it into the description.</source>
        <translation>请选择合适的类别，或写入说明。</translation>
    </message>
    <message>
        <source>{0} {1} agrees with the card.</source>
        <translation>{0} {1} 与物品卡一致。</translation>
    </message>
    <message>
        <source>{0} {1} does not stand on this card.</source>
        <translation>{0} {1} 不在本物品卡上。</translation>
    </message>
    <message>
        <source>Compare the thing with its card before it is received.</source>
        <translation>请核对实物与物品卡后再接收。</translation>
    </message>
</context>
<context>
    <name>OutAndBack</name>
    <message>
        <source>Back to the camera</source>
        <extracomment>So much the comparison and what swaps the panes want beside each other, in either language. Other photographs count now.</extracomment>
        <translation>返回拍照</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并列对比</translation>
    </message>
</context>
<context>
    <name>OwedPage</name>
    <message>
        <source>Every label that is still to be printed. F4 prints them all: the job waits for paper and goes on by itself. A label of which nothing was heard is not printed again unasked: scan it, or say whether it came out.</source>
        <extracomment>How a label stands (app.custody.printing.Stand, which is loaded behind the window) and how that looks. The labels of the job, until the books were asked after it ended.</extracomment>
        <translation>所有待打印的标签。F4 全部打印：缺纸时等待，装纸后自动继续。发送后没有回音的标签不会擅自重打：扫描它，或说明是否打出。</translation>
    </message>
    <message>
        <source>{0} labels printed.</source>
        <translation>已打印 {0} 张标签。</translation>
    </message>
    <message>
        <source> {0} to be scanned or looked at.</source>
        <translation>另有 {0} 张待扫描或查看。</translation>
    </message>
    <message>
        <source>Print all {0}</source>
        <translation>全部打印（{0}）</translation>
    </message>
    <message>
        <source>Printer: {0}</source>
        <translation>打印机：{0}</translation>
    </message>
    <message>
        <source>Every label is printed</source>
        <translation>标签已全部打印</translation>
    </message>
    <message>
        <source>Items and places whose label is still to be printed appear here.</source>
        <translation>标签待打印的物品和库位会出现在这里。</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>{0}   waits: {1}. It goes on by itself.</source>
        <translation>{0}   等待中：{1}。排除后自动继续。</translation>
    </message>
    <message>
        <source>The label of {0} was sent to {1} {2}; whether it came out is not known. If it is there, scan it with the scanner. If it is not, print it again: no reason is asked for.</source>
        <translation>{0} 的标签已于 {2} 送往 {1}，是否打出未知。标签在：请用扫码枪扫描该标签。标签不在：重新打印，不需填写补打事由。</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>in doubt: out or not?</source>
        <translation>存疑：是否打出未知</translation>
    </message>
    <message>
        <source>at the printer: {0}</source>
        <translation>在打印机：{0}</translation>
    </message>
    <message>
        <source>at the printer</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>It did not: print again</source>
        <translation>没有打出：重新打印</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>to print</source>
        <translation>待打印</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版次</translation>
    </message>
    <message>
        <source>Owed since</source>
        <translation>待打时间</translation>
    </message>
    <message>
        <source>Labels to print</source>
        <translation>待打标签</translation>
    </message>
    <message>
        <source>Printers…</source>
        <translation>打印机…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>已打出</translation>
    </message>
</context>
<context>
    <name>PaperScan</name>
    <message>
        <source>Scanned paper</source>
        <extracomment>A page and the table around it are seen, and a low window still has room for the list above.</extracomment>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>Scan of the list: {0}</source>
        <translation>清单扫描件：{0}</translation>
    </message>
    <message>
        <source>Scan of the list: none yet</source>
        <translation>清单扫描件：还没有</translation>
    </message>
    <message>
        <source>From file</source>
        <translation>从文件</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>拍照</translation>
    </message>
</context>
<context>
    <name>Pending</name>
    <message>
        <source>Every delivery</source>
        <extracomment>Another delivery is listed.</extracomment>
        <translation>全部移交</translation>
    </message>
    <message>
        <source>Due {0}  ·  received {1}  ·  refused {2}</source>
        <translation>应收 {0}  ·  已收 {1}  ·  拒收 {2}</translation>
    </message>
</context>
<context>
    <name>PlayClip</name>
    <message>
        <source>Play the clip</source>
        <translation>播放录像</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>库位</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封条</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Open card  (Enter)</source>
        <translation>打开物品卡 (Enter)</translation>
    </message>
    <message>
        <source>Choose an item</source>
        <translation>请选择一件物品</translation>
    </message>
    <message>
        <source>Its photographs appear here.</source>
        <translation>照片和要点会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Receiving</name>
    <message>
        <source>{0} {1} received at {2}</source>
        <extracomment>Whether drafts were asked for, and whether the answer came: until then nothing else is put on the counter.</extracomment>
        <translation>{0} {1} 已入库 {2}</translation>
    </message>
    <message>
        <source>It is held: the store head and the overseers look into it.</source>
        <translation>已挂起：由保管部门负责人和案管核查处理。</translation>
    </message>
    <message>
        <source>{0} {1} is no longer expected here.</source>
        <translation>{0} {1} 已不在待接收之列。</translation>
    </message>
    <message>
        <source>It was received at another counter, or its officers took it back.</source>
        <translation>已由另一工位接收，或已由承办人撤回。</translation>
    </message>
    <message>
        <source>{0} {1} refused</source>
        <translation>{0} {1} 已拒收</translation>
    </message>
    <message>
        <source>Receive {0} {1}, {2}, at {3}</source>
        <translation>接收 {0} {1}，{2}，放入 {3}</translation>
    </message>
    <message>
        <source>Nothing waits to be received</source>
        <translation>没有待接收的物品</translation>
    </message>
    <message>
        <source>A delivery appears here as soon as its two officers have declared it.</source>
        <translation>两名调查人员提交移交后，会立即出现在这里。</translation>
    </message>
</context>
<context>
    <name>RefusePanel</name>
    <message>
        <source>Details</source>
        <extracomment>He thought better of it.</extracomment>
        <translation>说明</translation>
    </message>
    <message>
        <source>Refuse this item</source>
        <translation>拒收这件物品</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>RegisterPanel</name>
    <message>
        <source>Nothing is registered yet. Please look at: {0}</source>
        <translation>尚未登记。请填写或核对：{0}</translation>
    </message>
    <message>
        <source>{0} {1} registered</source>
        <translation>{0} {1} 已登记</translation>
    </message>
    <message>
        <source>{0} cards registered: {1} to {2}</source>
        <translation>已登记 {0} 件：{1} 至 {2}</translation>
    </message>
    <message>
        <source>Please check this field</source>
        <translation>请检查此项</translation>
    </message>
    <message>
        <source>To be declared</source>
        <translation>待移交</translation>
    </message>
    <message>
        <source>Register and declare</source>
        <translation>登记与移交</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>清单信息</translation>
    </message>
    <message>
        <source>How many the same</source>
        <translation>相同件数</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐件登记</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入清单</translation>
    </message>
    <message>
        <source>You work on no open case</source>
        <translation>您没有在办案件</translation>
    </message>
    <message>
        <source>Open a case ledger, or ask its head to put you on the team.</source>
        <translation>请新建案件台账，或者请承办负责人将您加入办案组。</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>新建案件</translation>
    </message>
</context>
<context>
    <name>RequestPane</name>
    <message>
        <source>{0} items</source>
        <extracomment>A request, a thing of it: chosen by hand. Other carriers are here.</extracomment>
        <translation>{0} 件</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 件</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>申请单</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Due back</source>
        <translation>应归还</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>鉴定机构</translation>
    </message>
    <message>
        <source>Release slip</source>
        <translation>出库单</translation>
    </message>
    <message>
        <source>Who takes it</source>
        <translation>领取人</translation>
    </message>
</context>
<context>
    <name>ReturnCard</name>
    <message>
        <source>Number of the report</source>
        <extracomment>Something in it is another now. Enter in the form. It is taken from who is chosen. Into the store, or on hold. Who was chosen by hand for this thing.</extracomment>
        <translation>报告编号</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Bag torn</source>
        <translation>包装破损</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>情况说明</translation>
    </message>
    <message>
        <source>Brought back by</source>
        <translation>归还人</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Into the store</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>封控</translation>
    </message>
</context>
<context>
    <name>ReturnPage</name>
    <message>
        <source>Take the thing back from who brings it, count it, weigh it, scan its seal, photograph it (F3). What went out stands beside what came back. When all agrees, scan its place and store it; otherwise it is held. F7 films, Shift+F3 takes a series, Ctrl+F3 reads the labels of a whole pile in one photograph.</source>
        <extracomment>The thing whose return was begun, and from what it comes back: its photographs and who may bring it are shown. It was taken from who brought it; the card that says so is on its way.</extracomment>
        <translation>先收件，再当面清点、称重、扫描封条、拍照（F3）。出库时与归还时的情况并列对比：全部相符的，扫描库位入库；不符的，予以封控。F7 录像，Shift+F3 连拍，Ctrl+F3 一张照片读出整堆物品的标签。</translation>
    </message>
    <message>
        <source>{0} is back on the counter</source>
        <translation>{0} 已收件，待查验</translation>
    </message>
    <message>
        <source>{0} {1} is back in store at {2}</source>
        <translation>{0} {1} 已归还入库 {2}</translation>
    </message>
    <message>
        <source>{0} {1} is on hold</source>
        <translation>{0} {1} 已封控</translation>
    </message>
    <message>
        <source>The difference stands on the account until two persons resolve it.</source>
        <translation>差异已挂账，须由两人查明处理后方可销账。</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>归还</translation>
    </message>
    <message>
        <source>Next: who brings it back?</source>
        <translation>下一步：确认归还人</translation>
    </message>
    <message>
        <source>Next: count</source>
        <translation>下一步：清点数量</translation>
    </message>
    <message>
        <source>Next: weigh</source>
        <translation>下一步：称重</translation>
    </message>
    <message>
        <source>Next: scan the seal</source>
        <translation>下一步：扫描封条</translation>
    </message>
    <message>
        <source>Next: photograph it as it came back  (F3)</source>
        <translation>下一步：拍摄归还照片（F3）</translation>
    </message>
    <message>
        <source>Next: photograph the damage  (F3)</source>
        <translation>下一步：拍摄破损处（F3）</translation>
    </message>
    <message>
        <source>Next: photograph the display of the scale  (F3)</source>
        <translation>下一步：拍下电子秤示数（F3）</translation>
    </message>
    <message>
        <source>Next: why another weight than the scale&apos;s?</source>
        <translation>下一步：说明为何与秤上重量不同</translation>
    </message>
    <message>
        <source>It could not be compared: Ctrl+Enter tries again</source>
        <translation>未能比对：按 Ctrl+Enter 再试</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比对…</translation>
    </message>
    <message>
        <source>It does not agree: it is held, never silently stored</source>
        <translation>比对不符：予以封控，不得直接入库</translation>
    </message>
    <message>
        <source>Everything agrees: scan its place</source>
        <translation>全部相符：请扫描库位</translation>
    </message>
    <message>
        <source>Everything agrees: Enter stores it</source>
        <translation>全部相符：按 Enter 入库</translation>
    </message>
    <message>
        <source>Return {0} {1}: everything agrees, back into the store</source>
        <translation>归还 {0} {1}：比对相符，入库</translation>
    </message>
    <message>
        <source>Return {0} {1}: it does not agree, it is put on hold</source>
        <translation>归还 {0} {1}：比对不符，封控</translation>
    </message>
    <message>
        <source>Scan what comes back</source>
        <translation>请扫描归还的物品</translation>
    </message>
    <message>
        <source>Its label opens it here: what went out stands beside what came back.</source>
        <translation>扫描标签后，这里并列显示出库时与归还时的情况。</translation>
    </message>
</context>
<context>
    <name>ScansPage</name>
    <message>
        <source>A sheet that was signed on paper is scanned and attached here: choose the files, or hold the paper before the camera. Each is put to its sheet by the code at its corner.</source>
        <translation>纸质签字的单据在此附扫描件：选择扫描文件，或将签字原件置于相机下拍摄。系统按右上角二维码自动归到对应单据。</translation>
    </message>
    <message>
        <source>Scanned sheets</source>
        <translation>签字扫描件</translation>
    </message>
    <message>
        <source>an owed sheet</source>
        <translation>欠扫的单据</translation>
    </message>
    <message>
        <source>The scan of {0} is attached.</source>
        <translation>{0} 的扫描件已附上。</translation>
    </message>
    <message>
        <source>{0}  ·  {1}  ·  due {2}</source>
        <translation>{0}  ·  {1}  ·  {2} 到期</translation>
    </message>
    <message>
        <source>Signed sheets still to be scanned</source>
        <translation>待附扫描件的签字单据</translation>
    </message>
    <message>
        <source>Each scan goes to its sheet by the code at the corner of the paper.</source>
        <translation>扫描件按单据右上角二维码自动归档。</translation>
    </message>
    <message>
        <source>Scans from files…</source>
        <translation>从文件选择扫描件…</translation>
    </message>
    <message>
        <source>Photograph the paper</source>
        <translation>拍摄签字原件</translation>
    </message>
    <message>
        <source>No scan is owed</source>
        <translation>没有欠扫的单据</translation>
    </message>
    <message>
        <source>Sheets that were signed on paper appear here until they are scanned.</source>
        <translation>纸质签字的单据在附上扫描件之前列在这里。</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Face</source>
        <extracomment>So many face values a currency has. The sum in words, for a place that stays in sight; empty where no notes are counted.</extracomment>
        <translation>面额</translation>
    </message>
    <message>
        <source>Loose</source>
        <translation>散张</translation>
    </message>
    <message>
        <source>Straps of 100</source>
        <translation>把（100 张）</translation>
    </message>
    <message>
        <source>Bundles of 1,000</source>
        <translation>捆（1000 张）</translation>
    </message>
    <message>
        <source>Total {0}</source>
        <translation>合计 {0}</translation>
    </message>
</context>
<context>
    <name>ShotTray</name>
    <message>
        <source>Photographs from files</source>
        <extracomment>A narrower tray says by its sign alone what takes a photograph away, so that all keys stand in one line. So much higher than wide, it has more room below the view than beside it. What is seen from near, where there is a second camera for it. A photograph is under way. Of which thing, and of what kind, those are that are under way.</extracomment>
        <translation>从文件导入照片</translation>
    </message>
    <message>
        <source>Camera lost, connecting again…</source>
        <translation>相机已断开，正在重新连接…</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>正在打开相机…</translation>
    </message>
    <message>
        <source>No camera: set one up under Settings, or take photographs from files</source>
        <translation>没有相机：请在设置中选择相机，或者从文件导入照片</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>A photograph of the thing before came too late and is not used.</source>
        <translation>上一件物品的一张照片到得太晚，未予采用。</translation>
    </message>
    <message>
        <source>If it is needed, scan that thing and take the photograph anew.</source>
        <translation>如仍需要，请扫描该物品后重新拍照。</translation>
    </message>
    <message>
        <source>A series of {0}</source>
        <translation>连拍 {0} 张</translation>
    </message>
    <message>
        <source>No. 1: the whole</source>
        <translation>1 号机位：全景</translation>
    </message>
    <message>
        <source>No. 2: detail</source>
        <translation>2 号机位：特写</translation>
    </message>
    <message>
        <source>From file</source>
        <translation>从文件</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>As taken</source>
        <translation>按原样显示</translation>
    </message>
    <message>
        <source>Laid over each other</source>
        <translation>重叠对齐</translation>
    </message>
    <message>
        <source>Laying the photographs over each other…</source>
        <translation>正在对齐两张照片…</translation>
    </message>
    <message>
        <source>The photographs cannot be laid over each other: look at the thing itself.</source>
        <translation>两张照片无法对齐，请核对实物。</translation>
    </message>
    <message>
        <source>Likeness {0} of 100</source>
        <translation>相似度 {0}/100</translation>
    </message>
    <message>
        <source>A hint only: you decide.</source>
        <translation>仅供参考，由经办人判断。</translation>
    </message>
    <message>
        <source>They differ: look closely. A hint only: you decide.</source>
        <translation>差异较大，请仔细核对。仅供参考，由经办人判断。</translation>
    </message>
</context>
<context>
    <name>TakenShots</name>
    <message>
        <source>imported from a file</source>
        <extracomment>On these the thing&apos;s own label must be legible: they show that the thing is the one that the books name. The books told something of them.</extracomment>
        <translation>从文件导入</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>清晰</translation>
    </message>
</context>
<context>
    <name>WeighBar</name>
    <message>
        <source>The scale said {0}: why another? Photograph the display too</source>
        <translation>秤上为 {0}：说明理由，并拍下示数</translation>
    </message>
    <message>
        <source>Typed by hand: photograph the display of the scale.</source>
        <translation>手工录入：请拍下电子秤示数。</translation>
    </message>
    <message>
        <source>The scale gave no steady weight: {0}.</source>
        <translation>电子秤没有给出稳定的重量：{0}。</translation>
    </message>
    <message>
        <source>Let it come to rest and press F8 again, or type the weight and photograph the display.</source>
        <translation>待示数稳定后再按 F8；或手工录入重量并拍下示数。</translation>
    </message>
    <message>
        <source>The scale shows less than nothing ({0}).</source>
        <translation>秤上示数为负（{0}）。</translation>
    </message>
    <message>
        <source>Take everything off, zero the scale, and weigh again.</source>
        <translation>请清空秤盘、归零后重新称重。</translation>
    </message>
    <message>
        <source>d = {0}</source>
        <translation>d = {0}</translation>
    </message>
    <message>
        <source>tare {0}</source>
        <translation>去皮 {0}</translation>
    </message>
    <message>
        <source>no calibration date</source>
        <translation>未填检定日期</translation>
    </message>
    <message>
        <source>calibration expired on {0}</source>
        <translation>检定已于 {0} 到期</translation>
    </message>
    <message>
        <source>calibrated until {0}</source>
        <translation>检定有效期至 {0}</translation>
    </message>
    <message>
        <source>Weigh</source>
        <translation>称重</translation>
    </message>
    <message>
        <source>Tare</source>
        <translation>去皮</translation>
    </message>
</context>
<context>
    <name>WhyNot</name>
    <message>
        <source>the item is {0}; this begins from {1}</source>
        <extracomment>What a handler asks for begins from a thing in store.</extracomment>
        <translation>物品现为“{0}”，须为“{1}”方可办理</translation>
    </message>
    <message>
        <source>Not possible now, and why</source>
        <translation>现在不能办理的事项及原因</translation>
    </message>
    <message>
        <source>Everything you may do is possible now</source>
        <translation>您有权办理的事项现在都可以办理</translation>
    </message>
</context>
<context>
    <name>alike</name>
    <message>
        <source>the same picture as “{0}”: it does not count</source>
        <translation>与“{0}”是同一张照片，不计数，请另拍</translation>
    </message>
    <message>
        <source>on the card already, as “{0}”: take another</source>
        <translation>卡片上已有此照片（“{0}”），请另拍</translation>
    </message>
    <message>
        <source>the same picture is on the card of {0}</source>
        <translation>同一张照片也在 {0} 的卡片上</translation>
    </message>
</context>
<context>
    <name>deeds</name>
    <message>
        <source>Receipt number</source>
        <extracomment>Acts that have a page of their own, and the page. Acts that come first on the card, in this order; the others are behind &quot;More&quot;. Acts that cannot be undone: asked once more before they are done. What the decision says already: it stands in the form, and who carries it out compares. The act that asks first for a field of the card, and for the rest as that field wants it. What was said the last time is offered again: whoever empties a shelf says it once.</extracomment>
        <translation>票据编号</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>异常种类</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>情况说明</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>查明情况</translation>
    </message>
    <message>
        <source>Document of the finding</source>
        <translation>认定文书</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>更正项目</translation>
    </message>
    <message>
        <source>Reads now</source>
        <translation>现为</translation>
    </message>
    <message>
        <source>Should read</source>
        <translation>更正为</translation>
    </message>
    <message>
        <source>Why it was wrong</source>
        <translation>更正原因</translation>
    </message>
    <message>
        <source>Why a new label is needed</source>
        <translation>补打原因</translation>
    </message>
    <message>
        <source>What became of the old one</source>
        <translation>旧标签去向</translation>
    </message>
    <message>
        <source>Receiver&apos;s name</source>
        <translation>领取人姓名</translation>
    </message>
    <message>
        <source>Number of the identity document</source>
        <translation>身份证件号码</translation>
    </message>
    <message>
        <source>Relation to the owner</source>
        <translation>与权利人的关系</translation>
    </message>
    <message>
        <source>The owner himself</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>The victim himself</source>
        <translation>被害人</translation>
    </message>
    <message>
        <source>Acts with written authority</source>
        <translation>受托人</translation>
    </message>
    <message>
        <source>Family or heir, with authority</source>
        <translation>近亲属/继承人（须有授权）</translation>
    </message>
    <message>
        <source>Authority, if he acts for another</source>
        <translation>授权委托书编号</translation>
    </message>
    <message>
        <source>Receiving organ</source>
        <translation>接收单位</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接收结果</translation>
    </message>
    <message>
        <source>Received and signed</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>Not accepted, comes back</source>
        <translation>未接收，退回</translation>
    </message>
    <message>
        <source>Place, if it comes back</source>
        <translation>退回库位</translation>
    </message>
    <message>
        <source>Way of destruction</source>
        <translation>销毁方式</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>销毁地点</translation>
    </message>
    <message>
        <source>Label (scan it)</source>
        <translation>标签（请扫描）</translation>
    </message>
    <message>
        <source>Scan the new place</source>
        <translation>请扫描新库位</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>买受人</translation>
    </message>
    <message>
        <source>File number</source>
        <translation>案卷编号</translation>
    </message>
    <message>
        <source>Number of the new seal</source>
        <translation>新封条号</translation>
    </message>
    <message>
        <source>Seal on the bag (scan or type it)</source>
        <translation>封袋上的封条号（扫码或输入）</translation>
    </message>
</context>
<context>
    <name>describe</name>
    <message>
        <source>Item</source>
        <extracomment>Facts of an entry that are sentences or numbers a reader wants to see, in this order.</extracomment>
        <translation>物品</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{0} straps</source>
        <translation>{0} 把</translation>
    </message>
    <message>
        <source>{0} bundles</source>
        <translation>{0} 捆</translation>
    </message>
    <message>
        <source>Custody</source>
        <translation>保管</translation>
    </message>
    <message>
        <source>{0}, row {1}</source>
        <translation>{0} 第 {1} 行</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>已扫描</translation>
    </message>
</context>
<context>
    <name>handed</name>
    <message>
        <source>Handed over</source>
        <translation>已交付</translation>
    </message>
    <message>
        <source>Everything of {0} is out</source>
        <translation>{0} 已全部交付</translation>
    </message>
    <message>
        <source>Print the release slip for the carriers, or choose the next request.</source>
        <translation>请为领取人打印出库单，或者选择下一份申请。</translation>
    </message>
    <message>
        <source>It was not handed over here just now: the cards say when and by whom.</source>
        <translation>不是本台刚才办理的：何时由谁交付，见物品卡。</translation>
    </message>
    <message>
        <source>Not handed over</source>
        <translation>未交付</translation>
    </message>
    <message>
        <source>Nobody fetched the items in time: the approval has lapsed and they are free again.</source>
        <translation>逾期无人领取，审批已失效，物品已解除预留；需要的，请承办人重新申请。</translation>
    </message>
    <message>
        <source>The asker has withdrawn it; its items are free again.</source>
        <translation>申请人已撤回，物品已解除预留。</translation>
    </message>
    <message>
        <source>It was rejected; its items are free again.</source>
        <translation>申请已被否决，物品已解除预留。</translation>
    </message>
    <message>
        <source>None of its items is held ready for it now; their cards say why.</source>
        <translation>申请中的物品现在均未预留待交，原因见物品卡。</translation>
    </message>
    <message>
        <source>It is not approved: nothing may leave under it.</source>
        <translation>申请未获批准，不能据此出库。</translation>
    </message>
</context>
<context>
    <name>leaving</name>
    <message>
        <source>Label</source>
        <extracomment>Its label was read. Its weight is kept: it is wanted here too. The weight was typed: the display is photographed. The scale says something else, and nobody has said why (C19). Of what there are photographs. The names of the carriers who are here.</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>no camera</source>
        <translation>无相机</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>imported from a file</source>
        <translation>从文件导入</translation>
    </message>
</context>
</TS>
