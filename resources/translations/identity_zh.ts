<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LockPage</name>
    <message>
        <source>The screen is locked; what was begun is kept.</source>
        <extracomment>Why it is locked, and why it did not open: said anew in another language.</extracomment>
        <translation>屏幕已锁定，未完成的内容已保留。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Unlock  (Enter)</source>
        <translation>解锁  (Enter)</translation>
    </message>
    <message>
        <source>Another person signs in</source>
        <translation>换人登录</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>The new password was not typed the same twice.</source>
        <translation>两次输入的新密码不一致。</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>设置本人密码</translation>
    </message>
    <message>
        <source>The first password was chosen by somebody else; choose one that only you know.</source>
        <translation>初始密码由他人设定，请改为只有本人知道的密码。</translation>
    </message>
    <message>
        <source>Only you may know it; it signs for you.</source>
        <translation>密码只能本人知道，它就是您的签名。</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>现密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>At least 12 characters, letters with digits or signs, without your own name.</source>
        <translation>至少 12 位，字母与数字或符号组合，不含本人姓名和登录名。</translation>
    </message>
    <message>
        <source>Change the password  (Enter)</source>
        <translation>修改密码  (Enter)</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>暂不修改</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>The system administrator makes accounts and closes them; the security administrator appoints people to their duties. Nobody can appoint himself, and no administrator sees any item.</source>
        <translation>系统管理员建立和停用账号，安全保密员任命职责；任何人不得任命自己，管理员看不到任何物品。</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Without duty</source>
        <translation>未任命</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Duties</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last signed in</source>
        <translation>上次登录</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>新建账号</translation>
    </message>
    <message>
        <source>Name, login or department</source>
        <translation>姓名、登录名或部门</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>没有符合的人员</translation>
    </message>
    <message>
        <source>Choose another filter, or make an account.</source>
        <translation>请更换筛选条件，或新建账号。</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>New account</source>
        <translation>新建账号</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>建立账号</translation>
    </message>
    <message>
        <source>Hand the first password over on paper; it must be changed at the first sign-in.</source>
        <translation>初始密码请书面交付本人，首次登录必须修改。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>Appoint {0}</source>
        <translation>任命 {0}</translation>
    </message>
    <message>
        <source>Appoint</source>
        <translation>任命</translation>
    </message>
    <message>
        <source>An administrator&apos;s duty is signed by a second person.</source>
        <translation>任命管理员须第二人签名。</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>today, if empty</source>
        <translation>不填为今日</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>open, if empty</source>
        <translation>不填为长期</translation>
    </message>
    <message>
        <source>Post {0}</source>
        <translation>安排 {0} 的岗位</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Where he worked until then ends the day before.</source>
        <translation>原岗位到前一日为止。</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>New first password for {0}</source>
        <translation>重置 {0} 的密码</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>A second administrator signs. It must be changed at the next sign-in.</source>
        <translation>须另一位管理员签名；本人下次登录必须修改。</translation>
    </message>
    <message>
        <source>New first password for {0} ({1})</source>
        <translation>重置 {0}（{1}）的密码</translation>
    </message>
    <message>
        <source>The password is set.</source>
        <translation>密码已重置。</translation>
    </message>
    <message>
        <source>{0} is posted.</source>
        <translation>已安排 {0} 的岗位。</translation>
    </message>
    <message>
        <source>Account {0} is made.</source>
        <translation>账号 {0} 已建立。</translation>
    </message>
    <message>
        <source>{0} is appointed: {1}</source>
        <translation>已任命 {0}：{1}</translation>
    </message>
    <message>
        <source>Appoint {0} ({1}) as {2}</source>
        <translation>任命 {0}（{1}）为{2}</translation>
    </message>
    <message>
        <source>The duty has ended: {0}</source>
        <translation>职责已终止：{0}</translation>
    </message>
    <message>
        <source>{0} may sign in again.</source>
        <translation>{0} 已解锁，可以登录。</translation>
    </message>
    <message>
        <source>Close the account of {0}?</source>
        <translation>停用 {0} 的账号？</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不停用</translation>
    </message>
    <message>
        <source>He can no longer sign in. What he did stays in the books under his name.</source>
        <translation>停用后不能再登录，其经办记录仍保留在账内。</translation>
    </message>
    <message>
        <source>The account of {0} is closed.</source>
        <translation>{0} 的账号已停用。</translation>
    </message>
    <message>
        <source>open</source>
        <translation>长期</translation>
    </message>
    <message>
        <source>Duties</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Appoint…</source>
        <translation>任命…</translation>
    </message>
    <message>
        <source>End this duty</source>
        <translation>终止此职责</translation>
    </message>
    <message>
        <source>Post…</source>
        <translation>安排岗位…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>New password…</source>
        <translation>重置密码…</translation>
    </message>
    <message>
        <source>Close the account</source>
        <translation>停用账号</translation>
    </message>
    <message>
        <source>Choose somebody</source>
        <translation>请选择人员</translation>
    </message>
    <message>
        <source>His duties and what may be done appear here.</source>
        <translation>此处显示其职责和可办理的事项。</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Works at</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last signed in</source>
        <translation>上次登录</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Making the practice storeroom… {0}</source>
        <translation>正在建立练习库… {0}</translation>
    </message>
    <message>
        <source>Open another storeroom file…</source>
        <extracomment>How much of the practice store is made; None while none is being made. Which step is under way while an older store is brought up to date.</extracomment>
        <translation>打开其他账库文件…</translation>
    </message>
    <message>
        <source>Practice storeroom</source>
        <translation>练习库</translation>
    </message>
    <message>
        <source>Open another storeroom file</source>
        <translation>打开其他账库文件</translation>
    </message>
    <message>
        <source>Storerooms (*.db *.anku);;All files (*)</source>
        <translation>账库文件 (*.db *.anku);;所有文件 (*)</translation>
    </message>
    <message>
        <source>No storeroom is open. Choose one first: “{0}”.</source>
        <translation>尚未打开账库，请先点“{0}”选一个。</translation>
    </message>
    <message>
        <source>No storeroom is open.</source>
        <translation>尚未打开账库。</translation>
    </message>
    <message>
        <source>Opening the storeroom; you are signed in as soon as it is open.</source>
        <translation>正在打开账库，打开后自动登录。</translation>
    </message>
    <message>
        <source>Opening the storeroom…</source>
        <translation>正在打开账库…</translation>
    </message>
    <message>
        <source>Station: {0}</source>
        <translation>工位：{0}</translation>
    </message>
    <message>
        <source>A copy of the books is kept first.</source>
        <translation>先保留一份账库副本。</translation>
    </message>
    <message>
        <source>The books are given their new form.</source>
        <translation>正在把账库改成新的结构。</translation>
    </message>
    <message>
        <source>The guards of the books are laid.</source>
        <translation>正在建立账库的防护。</translation>
    </message>
    <message>
        <source>What is searched for is noted anew.</source>
        <translation>正在重建检索。</translation>
    </message>
    <message>
        <source>It is entered in the trail.</source>
        <translation>正在记入留痕。</translation>
    </message>
    <message>
        <source>Bringing the books up to date: step {0} of {1}.</source>
        <translation>正在把账库升级到新版本：第 {0} 步，共 {1} 步。</translation>
    </message>
    <message>
        <source>You are signed in as soon as it is open.</source>
        <translation>打开后自动登录。</translation>
    </message>
    <message>
        <source>Anku</source>
        <translation>案库</translation>
    </message>
    <message>
        <source>Evidence storeroom</source>
        <translation>涉案财物保管</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in  (Enter)</source>
        <translation>登录  (Enter)</translation>
    </message>
    <message>
        <source>Storeroom…</source>
        <translation>账库…</translation>
    </message>
    <message>
        <source>Open another storeroom, or the one for practice</source>
        <translation>打开其他账库或练习库</translation>
    </message>
    <message>
        <source>Choose whom to play…</source>
        <translation>选择要扮演的人员…</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明亮或深色</translation>
    </message>
    <message>
        <source>Practice storeroom: nothing here is real.</source>
        <translation>练习库：这里的一切都不是真的。</translation>
    </message>
    <message>
        <source>A storeroom reached directly over the network is for trial only.</source>
        <translation>直接经网络连接的账库仅供试用。</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>The storeroom is not opened</source>
        <translation>账库未能打开</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何改动。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Back to sign-in</source>
        <translation>返回登录</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>发生了意外情况。</translation>
    </message>
    <message>
        <source>Please call the administrator and read this line aloud:</source>
        <translation>请联系管理员，并告知下面这行内容：</translation>
    </message>
</context>
<context>
    <name>WizardPage</name>
    <message>
        <source>The unit and the room both need a name.</source>
        <extracomment>Kinds of place the first start offers: code letter, how many, what they take, whether two must be there.</extracomment>
        <translation>请填写单位和库房名称。</translation>
    </message>
    <message>
        <source>Name and login are both needed.</source>
        <translation>请填写姓名和登录名。</translation>
    </message>
    <message>
        <source>The second administrator is another person with a login of his own.</source>
        <translation>第二位管理员须为另一人，登录名不能相同。</translation>
    </message>
    <message>
        <source>The password was not typed the same twice.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
        <source>Which language should the window speak? It can be changed at any time.</source>
        <translation>请选择界面语言，以后可随时更改。</translation>
    </message>
    <message>
        <source>Whose storeroom is this, and which room? Both stand on every printed form.</source>
        <translation>请填写单位和库房名称，两者将印在每张单据上。</translation>
    </message>
    <message>
        <source>The first administrator makes accounts. He has no right over any item.</source>
        <translation>第一位：系统管理员，负责建立账号，对物品没有任何权限。</translation>
    </message>
    <message>
        <source>The second administrator appoints people to their duties. Neither can do the other&apos;s part.</source>
        <translation>第二位：安全保密员，负责任命职责。两人不能互相代办。</translation>
    </message>
    <message>
        <source>Which places are there? Each gets its own code; more can be added later.</source>
        <translation>库内有哪些库位？每个库位都有自己的条码，以后可以增加。</translation>
    </message>
    <message>
        <source>A new storeroom</source>
        <translation>建立新账库</translation>
    </message>
    <message>
        <source>Five short steps, then it can be used.</source>
        <translation>五个步骤，完成后即可使用。</translation>
    </message>
    <message>
        <source>Unit, e.g. Municipal Commission</source>
        <translation>单位名称，如：某市纪委监委</translation>
    </message>
    <message>
        <source>Room, e.g. Room 1</source>
        <translation>库房名称，如：一号库</translation>
    </message>
    <message>
        <source>This place at the counter, e.g. Station 1</source>
        <translation>本工位名称，如：1 号台</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password, at least 12 characters</source>
        <translation>密码（至少 12 位）</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Shelves</source>
        <translation>普通货架</translation>
    </message>
    <message>
        <source>Cabinets for valuables (two people)</source>
        <translation>贵重物品柜（双人）</translation>
    </message>
    <message>
        <source>Antimagnetic cabinets</source>
        <translation>防磁柜</translation>
    </message>
    <message>
        <source>Parking places</source>
        <translation>车位</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Lay the storeroom</source>
        <translation>建立账库</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation>先练习</translation>
    </message>
    <message>
        <source>Open an existing one…</source>
        <translation>打开已有账库…</translation>
    </message>
</context>
</TS>
