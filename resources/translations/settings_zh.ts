<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>Anku keeps an evidence storeroom: one case one ledger, one item one card; who seizes does not keep.</source>
        <translation>案库：涉案财物保管系统。一案一账，一物一卡，扣管分离，案结物清。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>操作系统</translation>
    </message>
    <message>
        <source>With thanks</source>
        <translation>致谢</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Icons</source>
        <translation>图标</translation>
    </message>
</context>
<context>
    <name>CamerasSection</name>
    <message>
        <source>It shows a picture.</source>
        <extracomment>What was plugged in when it was looked last; None before.</extracomment>
        <translation>画面正常。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>A folder with pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>It cannot be looked at.</source>
        <translation>无法检查。</translation>
    </message>
    <message>
        <source>A drawn picture (practice)</source>
        <translation>绘制的画面（练习用）</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>it gives {0} × {1}</source>
        <translation>实际 {0} × {1}</translation>
    </message>
    <message>
        <source>no exposure to set</source>
        <translation>曝光不可调</translation>
    </message>
    <message>
        <source>no focus to set</source>
        <translation>对焦不可调</translation>
    </message>
    <message>
        <source>Camera 1: the whole</source>
        <translation>相机 1：全景</translation>
    </message>
    <message>
        <source>Camera 2: detail</source>
        <translation>相机 2：特写</translation>
    </message>
    <message>
        <source>Foot switch</source>
        <translation>脚踏开关</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>A camera is known by its own number, whichever plug it is in; or an address (rtsp, http), a video, a folder with pictures.</source>
        <translation>按相机自身编号识别，换插口不变；也可填网络地址（rtsp、http）、视频文件或图片文件夹。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Written over its picture.</source>
        <translation>显示在画面上。</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>对焦</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Look through it</source>
        <translation>试看</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
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
        <source>Press the key</source>
        <translation>请踩一下开关</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>对应按键</translation>
    </message>
    <message>
        <source>Click here and step on the switch once; from then on it photographs on every page.</source>
        <translation>点此处后踩一下脚踏开关；此后在任何页面都可踩下拍照。</translation>
    </message>
</context>
<context>
    <name>ClockSection</name>
    <message>
        <source>The true time is {0}; the books stand at {1}. Reason: {2}</source>
        <translation>真实时间为 {0}，账册时间为 {1}。原因：{2}</translation>
    </message>
    <message>
        <source>The books go on from {0}.</source>
        <translation>账册时间自 {0} 继续。</translation>
    </message>
    <message>
        <source>The administrators look after it.</source>
        <translation>由管理员负责。</translation>
    </message>
    <message>
        <source>The server keeps the time of these books</source>
        <translation>账册时间由服务器掌握</translation>
    </message>
    <message>
        <source>Were it wrong, it would be set right on the server.</source>
        <translation>如有误，请在服务器上校准。</translation>
    </message>
    <message>
        <source>The books are {0} ahead of this computer</source>
        <translation>账册时间比本机快 {0}</translation>
    </message>
    <message>
        <source>The books and this computer agree</source>
        <translation>账册时间与本机一致</translation>
    </message>
    <message>
        <source>Something was recorded while this computer&apos;s clock was set ahead; until that is told, nothing is handed over and due dates count from the wrong day. First look whether this computer&apos;s clock is right now.</source>
        <translation>本机时钟曾被拨快，其间有记录入账；在说明之前不能办理交接，期限也从错误的日期起算。请先核对本机时钟现在是否准确。</translation>
    </message>
    <message>
        <source>The system administrator sets the books right; another one signs.</source>
        <translation>由系统管理员校正，另一名管理员签名。</translation>
    </message>
    <message>
        <source>{0} (allowed: {1} min)</source>
        <translation>{0}（允许 {1} 分钟）</translation>
    </message>
    <message>
        <source>The books believe</source>
        <translation>账册时间</translation>
    </message>
    <message>
        <source>This computer says</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>相差</translation>
    </message>
    <message>
        <source>Told on {0}</source>
        <translation>{0} 校正</translation>
    </message>
    <message>
        <source>what was recorded from {0} to {1} bears a wrong time</source>
        <translation>{0} 至 {1} 的记录时间有误</translation>
    </message>
    <message>
        <source>Set right before</source>
        <translation>以往校正</translation>
    </message>
    <message>
        <source>Set right</source>
        <translation>校正</translation>
    </message>
    <message>
        <source>Read the true time off another clock: a telephone, the radio. The security administrator or the auditor reads it too and signs. Nothing that was recorded is changed; its wrong times are told wrong.</source>
        <translation>请从另一只准确的钟（手机、电视报时）读取真实时间；安全保密员或审计员同样核对后签名。已有记录一概不改，只注明其时间有误。</translation>
    </message>
    <message>
        <source>True time</source>
        <translation>真实时间</translation>
    </message>
    <message>
        <source>Every entry bears the time of the books. For books in a file that is this computer&apos;s clock, and never earlier than the last entry: a clock set back gains nobody time.</source>
        <translation>每条记录都带账册时间。账册为本机文件的，取本机时钟，且不早于最后一条记录：把时钟拨回去，谁也得不到好处。</translation>
    </message>
    <message>
        <source>Set the books right…</source>
        <translation>校正账册时间…</translation>
    </message>
</context>
<context>
    <name>DoctorSection</name>
    <message>
        <source>A code was read: {0}</source>
        <translation>已读到：{0}</translation>
    </message>
    <message>
        <source>Scan any code now…</source>
        <translation>请扫描任意一个码…</translation>
    </message>
    <message>
        <source>A photograph was taken: {0} × {1}</source>
        <translation>已拍摄一张照片：{0} × {1}</translation>
    </message>
    <message>
        <source>It weighed {0}</source>
        <translation>称得 {0}</translation>
    </message>
    <message>
        <source>The test label went to {0}.</source>
        <translation>测试标签已送往 {0}。</translation>
    </message>
    <message>
        <source>No code came. Scan the set-up code for “keyboard” or “serial” from its booklet.</source>
        <translation>没有读到码。请按扫码枪说明书扫描“键盘”或“串口”模式的设置码。</translation>
    </message>
    <message>
        <source>Looking… {0} of {1}</source>
        <translation>正在检查… {0}/{1}</translation>
    </message>
    <message>
        <source>{0} need attention</source>
        <translation>{0} 项需要处理</translation>
    </message>
    <message>
        <source>What is set up works; {0} not set up</source>
        <translation>已设置的都正常；另有 {0} 项没有设置</translation>
    </message>
    <message>
        <source>Everything works</source>
        <translation>全部正常</translation>
    </message>
    <message>
        <source>Each line says what is there, what is wrong and what to do; try the device itself with its button.</source>
        <translation>每一行写明现状、问题和处理办法；右侧按钮可当场试用设备。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
</context>
<context>
    <name>GeneralSection</name>
    <message>
        <source>The new name holds from the next start.</source>
        <translation>新名称下次启动后生效。</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言和外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Names and entries in the books stay as they were written.</source>
        <translation>账内的名称和记录保持原样。</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明亮</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Hit, miss, refused and finished sound different; nought is silent.</source>
        <translation>扫中、未扫中、不予办理、完成四种声音不同；0 为静音。</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Place at the counter</source>
        <translation>工位</translation>
    </message>
    <message>
        <source>Station name</source>
        <translation>工位名称</translation>
    </message>
    <message>
        <source>Every entry in the trail names the station where it was made.</source>
        <translation>每条留痕都记录办理工位。</translation>
    </message>
</context>
<context>
    <name>LearnPanel</name>
    <message>
        <source>Waiting for the scan…</source>
        <translation>等待扫描…</translation>
    </message>
    <message>
        <source>All is well: every key came as it should.</source>
        <translation>一切正常，按键全部正确。</translation>
    </message>
    <message>
        <source>{0} ms between keys</source>
        <translation>按键间隔 {0} 毫秒</translation>
    </message>
    <message>
        <source>before the code: {0}</source>
        <translation>前缀：{0}</translation>
    </message>
    <message>
        <source>after the code: {0}</source>
        <translation>后缀：{0}</translation>
    </message>
    <message>
        <source>Scan this code once with the scanner.</source>
        <translation>请用扫码枪扫一次下面的码。</translation>
    </message>
    <message>
        <source>Use it so</source>
        <translation>按此使用</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>OrgansSection</name>
    <message>
        <source>ended {0}</source>
        <translation>{0} 撤并</translation>
    </message>
    <message>
        <source>Posted here: {0}</source>
        <translation>任职人员：{0}</translation>
    </message>
    <message>
        <source>Nobody is posted here; postings are made with each person under People.</source>
        <translation>尚无人员任职；岗位在“人员”中逐人安排。</translation>
    </message>
    <message>
        <source>New organ below {0}</source>
        <translation>在“{0}”下新设机构</translation>
    </message>
    <message>
        <source>Root organ</source>
        <translation>最上级机构</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>新设</translation>
    </message>
    <message>
        <source>The region code stands in every number that the organ gives.</source>
        <translation>区划代码会写入该机构发出的每个编号。</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇街</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村居</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>{0} ends</source>
        <translation>撤并“{0}”</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>撤并</translation>
    </message>
    <message>
        <source>A second administrator signs. What still comes for it goes to its successor.</source>
        <translation>须另一名管理员确认。此后的来件由承继机构受理。</translation>
    </message>
    <message>
        <source>Successor</source>
        <translation>承继机构</translation>
    </message>
    <message>
        <source>{0} ends; {1} goes on for it</source>
        <translation>撤并“{0}”，由“{1}”承继</translation>
    </message>
    <message>
        <source>{0} has ended.</source>
        <translation>“{0}”已撤并。</translation>
    </message>
    <message>
        <source>{0} stands in the tree.</source>
        <translation>已新设“{0}”。</translation>
    </message>
    <message>
        <source>Reports and leads belong to an organ; who works where is a posting. A storeroom alone needs neither.</source>
        <translation>信访和线索归属机构，人员按岗位办理。只管库房的，不必设置。</translation>
    </message>
    <message>
        <source>Add below…</source>
        <translation>新设下级…</translation>
    </message>
    <message>
        <source>Let it end…</source>
        <translation>撤并…</translation>
    </message>
    <message>
        <source>No organ yet</source>
        <translation>还没有机构</translation>
    </message>
    <message>
        <source>The system administrator adds the root: the organ that this store serves.</source>
        <translation>由系统管理员新设最上级机构，即本库所属机关。</translation>
    </message>
</context>
<context>
    <name>PrinterFields</name>
    <message>
        <source>Where printed labels are kept</source>
        <translation>打印的标签保存在哪里</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>打印语言</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Network: address, with :port if it is not 9100. Else the port, queue or folder.</source>
        <translation>网络打印机填地址，端口不是 9100 时加“:端口”；其他填串口、队列或文件夹。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Ask it for paper, head and ribbon</source>
        <translation>询问纸张、打印头和碳带状态</translation>
    </message>
    <message>
        <source>A label counts as printed when it was scanned</source>
        <translation>扫描打出的标签后才算打印完成</translation>
    </message>
    <message>
        <source>What lies in it</source>
        <translation>装入的标签</translation>
    </message>
    <message>
        <source>Label and head</source>
        <translation>标签与打印头</translation>
    </message>
    <message>
        <source>Gap between labels</source>
        <translation>标签间隙</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>整页标签纸</translation>
    </message>
    <message>
        <source>For an office printer; printing begins at this place.</source>
        <translation>用于办公打印机；从此位置开始打印。</translation>
    </message>
    <message>
        <source>Moved right, down</source>
        <translation>向右、向下偏移</translation>
    </message>
    <message>
        <source>When the print does not sit in the middle. Every label is read back before it is sent.</source>
        <translation>打印位置不正时调整。每张标签发送前都会回读核对。</translation>
    </message>
    <message>
        <source>from place </source>
        <translation>起始位置 </translation>
    </message>
</context>
<context>
    <name>PrintersSection</name>
    <message>
        <source>Looking…</source>
        <extracomment>The sentence beneath the picture.</extracomment>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>The test label went to {0}.</source>
        <translation>测试标签已送往 {0}。</translation>
    </message>
    <message>
        <source>{0} × {1} dots: what is shown here is what is sent.</source>
        <translation>{0} × {1} 点：所见即所打。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签样张</translation>
    </message>
    <message>
        <source>Label printers</source>
        <translation>标签打印机</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>The one that stands first is in use.</source>
        <translation>排在第一位的为当前使用。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>使用这台</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>This printer</source>
        <translation>这台打印机</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Test print</source>
        <translation>测试打印</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>TSPL (TSC, Gprinter, HPRT, Deli)</source>
        <translation>TSPL（TSC、佳博、汉印、得力）</translation>
    </message>
    <message>
        <source>TSPL, black and white the other way round</source>
        <translation>TSPL（黑白相反的机型）</translation>
    </message>
    <message>
        <source>ESC/POS, continuous roll</source>
        <translation>ESC/POS（连续纸）</translation>
    </message>
    <message>
        <source>ESC/POS, roll of labels</source>
        <translation>ESC/POS（标签纸模式）</translation>
    </message>
    <message>
        <source>Pictures (PNG)</source>
        <translation>图片（PNG）</translation>
    </message>
    <message>
        <source>PDF, office printer</source>
        <translation>PDF（办公打印机）</translation>
    </message>
    <message>
        <source>Network (port 9100)</source>
        <translation>网络（9100 端口）</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>USB device</source>
        <translation>USB 设备</translation>
    </message>
    <message>
        <source>Print queue of this computer</source>
        <translation>本机打印队列</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>one label a page</source>
        <translation>每页一张</translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>In force from today; a second administrator signs. Older acts keep the rule of their day.</source>
        <translation>自今日起生效，须另一位管理员签名；此前的办理仍适用当时的规则。</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>fen</source>
        <translation>分</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2}. Basis: {3}</source>
        <translation>{0}：由 {1} 改为 {2}。依据：{3}</translation>
    </message>
    <message>
        <source>In force: {0} {1}</source>
        <translation>已生效：{0} {1}</translation>
    </message>
    <message>
        <source>Choose a rule to change it; a second administrator signs.</source>
        <translation>选择一条规则即可修改，须另一位管理员签名。</translation>
    </message>
    <message>
        <source>The security administrator changes the rules; a second administrator signs.</source>
        <translation>规则由安全保密员修改，另一位管理员签名。</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>现值</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>生效日期</translation>
    </message>
</context>
<context>
    <name>ScaleSection</name>
    <message>
        <source>Weighing…</source>
        <translation>正在称重…</translation>
    </message>
    <message>
        <source>It works: {0}, last digit {1}.</source>
        <translation>正常：{0}，末位 {1}。</translation>
    </message>
    <message>
        <source>usual ({0})</source>
        <translation>默认（{0}）</translation>
    </message>
    <message>
        <source>expired: have it calibrated</source>
        <translation>已过期，请送检</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>Without a scale leave it empty: weights are then typed and photographed.</source>
        <translation>没有电子秤时留空：重量手工录入并拍下示数。</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>通信协议</translation>
    </message>
    <message>
        <source>Speed and frame</source>
        <translation>波特率和帧格式</translation>
    </message>
    <message>
        <source>The same as in the menu of the scale.</source>
        <translation>与秤菜单中的设置一致。</translation>
    </message>
    <message>
        <source>How good it is</source>
        <translation>准确度</translation>
    </message>
    <message>
        <source>Name and serial number</source>
        <translation>名称和编号</translation>
    </message>
    <message>
        <source>Stands with every weight it gives.</source>
        <translation>随每一次称重记录。</translation>
    </message>
    <message>
        <source>Resolution d</source>
        <translation>分度值 d</translation>
    </message>
    <message>
        <source>From its type plate; left empty, the last digit it shows counts.</source>
        <translation>见秤的铭牌；留空时按示数末位计。</translation>
    </message>
    <message>
        <source>Calibrated until</source>
        <translation>检定有效期至</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>It shows</source>
        <translation>当前示数</translation>
    </message>
    <message>
        <source>Weigh</source>
        <translation>称重</translation>
    </message>
</context>
<context>
    <name>ScannersSection</name>
    <message>
        <source>Command card</source>
        <translation>命令卡</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>learned: {0} ms between keys</source>
        <translation>已学习：按键间隔 {0} 毫秒</translation>
    </message>
    <message>
        <source>Most scanners work without it.</source>
        <translation>多数扫码枪无需学习。</translation>
    </message>
    <message>
        <source>Scanner that types like a keyboard</source>
        <translation>键盘式扫码枪</translation>
    </message>
    <message>
        <source>Learn it</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>For a scanner whose codes come garbled, late or with signs before or behind.</source>
        <translation>适用于扫出乱码、反应慢或带前后缀的扫码枪。</translation>
    </message>
    <message>
        <source>Scanners on a serial line</source>
        <translation>串口扫码枪</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Tick those to listen to. Each is known by its own number, whichever plug it is in, and may be pulled out and put back at any time. Input method, focus and layout do not matter to them.</source>
        <translation>勾选要使用的扫码枪。按其自身编号识别，换插口不变，可随时拔插；不受输入法、焦点和键盘布局影响。</translation>
    </message>
    <message>
        <source>Another port</source>
        <translation>其他端口</translation>
    </message>
    <message>
        <source>For the desk</source>
        <translation>放在桌上</translation>
    </message>
    <message>
        <source>Confirm, undo, next, print, photograph … as codes, so that both hands stay on the things.</source>
        <translation>确认、撤销、下一件、打印、拍照等做成条码，双手不离物品。</translation>
    </message>
    <message>
        <source>Learn the scanner…</source>
        <translation>学习扫码枪…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Command card as PDF</source>
        <translation>命令卡 PDF</translation>
    </message>
</context>
<context>
    <name>SendersSection</name>
    <message>
        <source>Each computer, and each account on it, has a key of its own: write packages and take them in on one and the same. Keep a copy of {0} apart; who gets a new computer takes it along.</source>
        <extracomment>So much of a key is read out to compare it.</extracomment>
        <translation>每台计算机（每个系统账户）各有自己的密钥：写出和导入数据包请固定在同一台。{0} 须另存一份；更换计算机时一并带走。</translation>
    </message>
    <message>
        <source>The key is on the clipboard.</source>
        <translation>公钥已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Enter a sender&apos;s key</source>
        <translation>登记发送单位公钥</translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Compare it with the sender by another way, by telephone or in person. A second administrator signs.</source>
        <translation>请通过另一渠道（电话或当面）与发送单位核对。由另一名管理员签名。</translation>
    </message>
    <message>
        <source>{0} is not taken in any more</source>
        <translation>停用{0}的公钥</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>What was taken in stays. A second administrator signs.</source>
        <translation>已导入的内容不受影响。由另一名管理员签名。</translation>
    </message>
    <message>
        <source>Packages of {0} ({1}…) are not taken in any more: {2}</source>
        <translation>不再导入 {0}（{1}…）的数据包：{2}</translation>
    </message>
    <message>
        <source>{0} is ended.</source>
        <translation>{0}的公钥已停用。</translation>
    </message>
    <message>
        <source>Packages of {0} {1} with the key {2}… are taken in from now on</source>
        <translation>今后导入{0}（{1}）以公钥 {2}… 签名的数据包</translation>
    </message>
    <message>
        <source>{0} is entered.</source>
        <translation>{0}的公钥已登记。</translation>
    </message>
    <message>
        <source>Organs without a network send signed packages on disc. A package is taken in only when its sender&apos;s key was entered here; these senders hold for every computer of these books.</source>
        <translation>没有网络的单位以光盘报送签名数据包。只有登记了公钥的发送单位，其数据包才能导入；登记对使用本账库的每台计算机有效。</translation>
    </message>
    <message>
        <source>This computer&apos;s key, to be given to others</source>
        <translation>本机的密钥，供其他单位登记</translation>
    </message>
    <message>
        <source>Senders</source>
        <translation>发送单位</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Enter a key…</source>
        <translation>登记公钥…</translation>
    </message>
    <message>
        <source>No sender is entered</source>
        <translation>尚未登记发送单位</translation>
    </message>
    <message>
        <source>The security administrator enters a sender&apos;s key; another one signs.</source>
        <translation>由安全保密员登记发送单位公钥，另一名管理员签名。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Language, look and devices belong to this computer and take effect at once. Rules belong to the storeroom: the security administrator changes them, a second administrator signs.</source>
        <translation>语言、外观和设备只作用于本机，立即生效。规则属于账库，由安全保密员修改、另一位管理员签名。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Label printers</source>
        <translation>标签打印机</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>电子秤</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>设备体检</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>Form wording</source>
        <translation>表单用语</translation>
    </message>
    <message>
        <source>Organs</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Desks of the centre</source>
        <translation>中心工作站</translation>
    </message>
    <message>
        <source>Packages on disc</source>
        <translation>光盘数据包</translation>
    </message>
    <message>
        <source>Storeroom</source>
        <translation>账库</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
</context>
<context>
    <name>StationsSection</name>
    <message>
        <source>taken off {0}</source>
        <translation>{0} 注销</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>{0} is taken off</source>
        <translation>注销 {0}</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>注销</translation>
    </message>
    <message>
        <source>For good: at its next word it is told to erase what it keeps, and it hears nothing any more. Do it first when a computer was lost, and ask afterwards.</source>
        <translation>注销不可恢复：该机下次联系中心时即被要求清除所存数据，此后收不到任何内容。电脑遗失的，先注销，再查原因。</translation>
    </message>
    <message>
        <source>Let a desk in</source>
        <translation>新增工作站</translation>
    </message>
    <message>
        <source>Draw a code</source>
        <translation>生成注册码</translation>
    </message>
    <message>
        <source>The code is shown once, here; it is good for one computer and two days.</source>
        <translation>注册码只在此显示一次，限一台电脑使用，两天内有效。</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Code for {0}, good until {1}. Type it on that computer: anku enrol. It is not shown again.</source>
        <translation>“{0}”的注册码，{1} 前有效。请在该机上用 anku enrol 输入。此码不再显示。</translation>
    </message>
    <message>
        <source>{0} is taken off.</source>
        <translation>{0} 已注销。</translation>
    </message>
    <message>
        <source>Each computer that works with the centre has a key of its own. A storeroom whose books lie on one computer needs none.</source>
        <translation>每台接入中心的电脑都有自己的密钥。账册只在一台电脑上的库房不需要注册。</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>注册日期</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>最近登录</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Take off…</source>
        <translation>注销…</translation>
    </message>
    <message>
        <source>Let a desk in…</source>
        <translation>新增工作站…</translation>
    </message>
    <message>
        <source>No desk is enrolled</source>
        <translation>尚无注册的工作站</translation>
    </message>
    <message>
        <source>The system administrator draws a code; the computer shows it once.</source>
        <translation>由系统管理员生成注册码，在该电脑上输入一次。</translation>
    </message>
    <message>
        <source>The administrators look after them.</source>
        <translation>由管理员负责。</translation>
    </message>
</context>
<context>
    <name>StoreSection</name>
    <message>
        <source>Back up the storeroom</source>
        <translation>备份账库</translation>
    </message>
    <message>
        <source>Backups (*.anku)</source>
        <translation>备份文件 (*.anku)</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>Verifying the books…</source>
        <translation>正在核验账库…</translation>
    </message>
    <message>
        <source>Backed up into {0}</source>
        <translation>已备份到 {0}</translation>
    </message>
    <message>
        <source>The books agree: {0} entries, {1} cards, {2} photographs.</source>
        <translation>核验通过：留痕 {0} 条，物品卡 {1} 张，照片 {2} 张。</translation>
    </message>
    <message>
        <source>The books do not agree: {0} {1}</source>
        <translation>核验未通过：{0} {1}</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>立即核验</translation>
    </message>
    <message>
        <source>Practice storeroom</source>
        <translation>练习库</translation>
    </message>
    <message>
        <source>one file on this computer</source>
        <translation>本机文件</translation>
    </message>
    <message>
        <source>on the network (PostgreSQL), for trial</source>
        <translation>网络数据库（PostgreSQL，试用）</translation>
    </message>
    <message>
        <source>at the centre</source>
        <translation>经中心</translation>
    </message>
    <message>
        <source>This storeroom</source>
        <translation>本账库</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>库房</translation>
    </message>
    <message>
        <source>Laid on</source>
        <translation>建账时间</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账库类型</translation>
    </message>
    <message>
        <source>Lies at</source>
        <translation>存放位置</translation>
    </message>
    <message>
        <source>First hash</source>
        <translation>创世哈希</translation>
    </message>
    <message>
        <source>Chain head</source>
        <translation>链头</translation>
    </message>
</context>
<context>
    <name>WordingSection</name>
    <message>
        <source>In force since {0}. Basis: {1}</source>
        <translation>自 {0} 起执行。依据：{1}</translation>
    </message>
    <message>
        <source>As shipped.</source>
        <translation>使用出厂用语。</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>In force from today; a second administrator signs. What was done before keeps the words of its day.</source>
        <translation>自今日起执行，须第二名管理员签认。以前办理的事项仍按当时的用语打印。</translation>
    </message>
    <message>
        <source>New wording</source>
        <translation>新用语</translation>
    </message>
    <message>
        <source>{0}: “{1}” is printed as “{2}”. Basis: {3}</source>
        <translation>{0}：“{1}”改印为“{2}”。依据：{3}</translation>
    </message>
    <message>
        <source>In force: the wording of {0}</source>
        <translation>{0}的用语已生效</translation>
    </message>
    <message>
        <source>Choose a text to put it in other words; a second administrator signs.</source>
        <translation>选择一项用语进行修改，须第二名管理员签认。</translation>
    </message>
    <message>
        <source>The security administrator changes the wording; a second administrator signs.</source>
        <translation>表单用语由安全保密员修改，第二名管理员签认。</translation>
    </message>
    <message>
        <source>As shipped</source>
        <translation>出厂用语</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>现行用语</translation>
    </message>
</context>
<context>
    <name>WorkdaysSection</name>
    <message>
        <source>comes with the program</source>
        <extracomment>The year to choose when the table comes; 0: the one that is chosen.</extracomment>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>{0}, weekdays off: {1}</source>
        <translation>{0} 年放假的工作日：{1}</translation>
    </message>
    <message>
        <source>{0}, weekends worked: {1}</source>
        <translation>{0} 年上班的周末：{1}</translation>
    </message>
    <message>
        <source>Working days of {0}. Weekdays off: {1}. Weekends worked: {2}. Basis: {3}</source>
        <translation>{0} 年工作日历。放假的工作日：{1}。上班的周末：{2}。依据：{3}</translation>
    </message>
    <message>
        <source>Working days of {0} are in force; {1} due dates moved.</source>
        <translation>{0} 年工作日历已生效，{1} 个期限有变动。</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Copy the days from the notice: 1月1日至3日, 2027-01-01, one after another; weekends among the days off change nothing. A year that is known is replaced whole. Every due date in it is counted anew; a second administrator signs.</source>
        <translation>照通知抄录日期，如 1月1日至3日、2027-01-01，可一并写上连休的周末。已有的年份整年替换。涉及该年的期限全部重新计算；由另一名管理员签认。</translation>
    </message>
    <message>
        <source>Due dates count working days by this calendar. What falls into a year that stands not here is provisional, and says so. The security administrator loads a year from the notice of the State Council, or a local closure; a second administrator signs.</source>
        <translation>期限的工作日按此日历计算；跨入尚未列出的年份的，日期标“暂定”。由安全保密员按国务院办公厅通知或者当地停工通知载入，另一名管理员签认。</translation>
    </message>
    <message>
        <source>Days that differ</source>
        <translation>不同于周一至周五</translation>
    </message>
    <message>
        <source>Load the next year…</source>
        <translation>载入下一年…</translation>
    </message>
    <message>
        <source>Change this year…</source>
        <translation>更正这一年…</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Photograph</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Scan a code</source>
        <translation>扫一个码</translation>
    </message>
    <message>
        <source>Weigh</source>
        <translation>称重</translation>
    </message>
    <message>
        <source>Test label</source>
        <translation>测试标签</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
</context>
</TS>
