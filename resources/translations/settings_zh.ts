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
    <name>DevicesSection</name>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test print</source>
        <translation>测试打印</translation>
    </message>
    <message>
        <source>The test label went to {0}.</source>
        <translation>测试标签已送至 {0}。</translation>
    </message>
    <message>
        <source>A folder with pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Where printed labels are kept</source>
        <translation>选择标签存放文件夹</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>A camera&apos;s number or path, an address (rtsp, http), a video, or a folder with pictures.</source>
        <translation>相机序号或路径、网络地址（rtsp、http）、视频文件或图片文件夹。</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>Scanners that type like a keyboard work everywhere and need nothing here.</source>
        <translation>键盘式扫码枪在任何界面都可直接使用，无需设置。</translation>
    </message>
    <message>
        <source>Label printer</source>
        <translation>标签打印机</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Pictures into a folder</source>
        <translation>图片存入文件夹</translation>
    </message>
    <message>
        <source>PDF into a folder</source>
        <translation>PDF 存入文件夹</translation>
    </message>
    <message>
        <source>Network printer (ZPL)</source>
        <translation>网络打印机（ZPL）</translation>
    </message>
    <message>
        <source>Address and port</source>
        <translation>地址和端口</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Every label is read back before it is sent.</source>
        <translation>每张标签打印前都会回读校验。</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
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
        <translation type="unfinished">串口</translation>
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
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>电子秤</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Storeroom</source>
        <translation>账库</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
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
</TS>
