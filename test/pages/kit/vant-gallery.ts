import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** One page of the gallery: what is written for a component and how its main interaction is made. */
export interface GalleryPage {
  name: string
  wxml: string
  /** Components used besides the one named like the page. */
  uses?: readonly string[]
  data?: Record<string, unknown>
  /** Script of the page beyond `data` and the handlers that note events. */
  script?: string
  /** CSS selectors (with `wx-` tags) that are tapped one after another; `text=` selectors are allowed. */
  tap?: string | readonly string[]
  /** Text typed into the first field. */
  types?: string
  /** Selector of what a finger drags, and by how much. */
  drag?: readonly [selector: string, x: number, y: number]
  /** How far the page is scrolled. */
  scroll?: number
  /** Text that must be on the page after the tap. */
  shows?: string
  /** Event (with detail, if it says so) that must have been noted after the tap. */
  notes?: string
}

const ON = (event: string): string => `bind:${event}="note"`

/** Every component of @vant/weapp 1.11.7 with one realistic use. */
export const GALLERY: readonly GalleryPage[] = [
  {
    name: 'action-sheet',
    wxml: `<van-button bind:click="open">选择</van-button><van-action-sheet show="{{ show }}" title="请选择" actions="{{ actions }}" ${ON('select')} bind:close="close" />`,
    uses: ['button'],
    data: { actions: [{ name: '转发' }, { name: '收藏', subname: '到我的收藏' }] },
    tap: ['text=选择', 'text=转发'],
    notes: 'select {"name":"转发"}',
  },
  {
    name: 'area',
    wxml: `<van-area area-list="{{ areas }}" value="110101" ${ON('confirm')} />`,
    data: {
      areas: {
        province_list: { 110000: '北京市', 120000: '天津市' },
        city_list: { 110100: '北京市', 120100: '天津市' },
        county_list: { 110101: '东城区', 110102: '西城区', 120101: '和平区' },
      },
    },
    tap: 'text=确认',
    notes: 'confirm',
  },
  {
    name: 'button',
    wxml: `<van-button type="primary" icon="plus" ${ON('click')}>新建</van-button><van-button loading loading-text="提交中" /><van-button plain hairline type="danger">删除</van-button><van-button disabled>不可用</van-button>`,
    tap: 'text=新建',
    notes: 'click',
  },
  {
    name: 'calendar',
    wxml: `<van-cell title="选择日期" value="{{ date }}" bind:click="open" /><van-calendar show="{{ show }}" min-date="{{ minDate }}" max-date="{{ maxDate }}" default-date="{{ minDate }}" ${ON('confirm')} bind:close="close" />`,
    uses: ['cell'],
    data: { minDate: 1795190400000, maxDate: 1797609600000, date: '' },
    tap: ['text=选择日期', '.van-calendar__days >> text=25', 'text=确定'],
    shows: '日期选择',
    notes: 'confirm',
  },
  {
    name: 'card',
    wxml: `<van-card num="2" price="9.90" desc="描述" title="商品标题" thumb="/images/thumb.svg" />`,
    shows: '商品标题',
  },
  {
    name: 'cascader',
    wxml: `<van-cascader show-header title="选择部门" options="{{ options }}" ${ON('finish')} />`,
    data: {
      options: [
        { text: '华东', value: '1', children: [{ text: '上海', value: '11' }] },
        { text: '华南', value: '2', children: [{ text: '广州', value: '21' }] },
      ],
    },
    tap: ['text=华东', 'text=上海'],
    notes: 'finish',
  },
  {
    name: 'cell',
    wxml: `<van-cell-group title="分组"><van-cell title="单元格" value="内容" label="描述" is-link ${ON('click')} /><van-cell title="图标" icon="location-o" size="large" center /></van-cell-group>`,
    uses: ['cell-group'],
    tap: 'text=单元格',
    notes: 'click',
  },
  {
    name: 'checkbox',
    wxml: `<van-checkbox value="{{ checked }}" bind:change="change" label-class="label">同意</van-checkbox><van-checkbox-group value="{{ list }}" ${ON('change')}><van-checkbox name="a" shape="square">甲</van-checkbox><van-checkbox name="b" disabled>乙</van-checkbox></van-checkbox-group>`,
    uses: ['checkbox-group'],
    data: { checked: false, list: ['b'] },
    tap: 'text=甲',
    notes: 'change ["b","a"]',
  },
  {
    name: 'circle',
    wxml: `<van-circle value="30" text="30%" type="2d" /><van-circle value="60" text="60%" stroke-width="6" color="#07c160" />`,
    shows: '30%',
  },
  {
    name: 'col',
    wxml: `<van-row gutter="20"><van-col span="8" custom-class="box">一</van-col><van-col span="8">二</van-col><van-col span="8">三</van-col></van-row>`,
    uses: ['row'],
    shows: '三',
  },
  {
    name: 'collapse',
    wxml: `<van-collapse value="{{ active }}" bind:change="activate"><van-collapse-item title="标题一" name="1">内容一</van-collapse-item><van-collapse-item title="标题二" name="2">内容二</van-collapse-item></van-collapse>`,
    uses: ['collapse-item'],
    data: { active: ['1'] },
    tap: 'text=标题二',
    shows: '内容二',
  },
  {
    name: 'config-provider',
    wxml: `<van-config-provider theme-vars="{{ vars }}"><van-button type="primary">主题</van-button></van-config-provider>`,
    uses: ['button'],
    data: { vars: { buttonPrimaryBackgroundColor: '#068543' } },
    shows: '主题',
  },
  {
    name: 'count-down',
    wxml: `<van-count-down time="{{ 108000000 }}" format="HH 时 mm 分" />`,
    shows: '时',
  },
  {
    name: 'datetime-picker',
    wxml: `<van-datetime-picker type="date" value="{{ now }}" min-date="{{ minDate }}" max-date="{{ maxDate }}" ${ON('confirm')} />`,
    data: { now: 1795190400000, minDate: 1793462400000, maxDate: 1797609600000 },
    tap: 'text=确认',
    notes: 'confirm',
  },
  {
    name: 'dialog',
    wxml: `<van-button bind:click="open">打开</van-button><van-dialog title="提示" message="确定删除吗" show="{{ show }}" show-cancel-button bind:close="close" ${ON('confirm')} />`,
    uses: ['button'],
    tap: ['text=打开', 'text=确认'],
    notes: 'confirm',
  },
  {
    name: 'divider',
    wxml: `<van-divider contentPosition="center">文字</van-divider><van-divider dashed />`,
    shows: '文字',
  },
  {
    name: 'dropdown-menu',
    wxml: `<van-dropdown-menu><van-dropdown-item value="{{ 0 }}" options="{{ options }}" ${ON('change')} /></van-dropdown-menu>`,
    uses: ['dropdown-item'],
    data: {
      options: [
        { text: '全部商品', value: 0 },
        { text: '新款商品', value: 1 },
      ],
    },
    tap: ['text=全部商品', 'text=新款商品'],
    notes: 'change 1',
  },
  {
    name: 'empty',
    wxml: `<van-empty description="还没有内容"><van-button>刷新</van-button></van-empty>`,
    uses: ['button'],
    shows: '还没有内容',
  },
  {
    name: 'field',
    wxml: `<van-cell-group><van-field label="姓名" value="{{ value }}" placeholder="请输入姓名" required clearable ${ON('change')} /><van-field label="留言" type="textarea" autosize placeholder="说点什么" show-word-limit maxlength="50" /><van-field label="密码" type="password" error-message="格式不对" /></van-cell-group>`,
    uses: ['cell-group'],
    data: { value: '' },
    types: '林可欣',
    notes: 'change "林可欣"',
  },
  {
    name: 'goods-action',
    wxml: `<van-goods-action><van-goods-action-icon icon="chat-o" text="客服" dot ${ON('click')} /><van-goods-action-button text="立即购买" ${ON('click')} /></van-goods-action>`,
    uses: ['goods-action-icon', 'goods-action-button'],
    tap: 'text=立即购买',
    notes: 'click',
  },
  {
    name: 'grid',
    wxml: `<van-grid column-num="3" border="{{ false }}"><van-grid-item icon="photo-o" text="文字" badge="9" ${ON('click')} /><van-grid-item use-slot><text>插槽</text></van-grid-item><van-grid-item icon="home-o" text="首页" dot /></van-grid>`,
    uses: ['grid-item'],
    tap: 'text=文字',
    notes: 'click',
  },
  {
    name: 'icon',
    wxml: `<van-icon name="chat-o" info="5" size="40px" /><van-icon name="star" color="#ee0a24" dot /><van-icon name="/images/thumb.svg" />`,
    tap: 'wx-van-icon',
    shows: '5',
  },
  {
    name: 'image',
    wxml: `<van-image width="100" height="100" fit="cover" round src="/images/thumb.svg" ${ON('load')} /><van-image width="100" height="100" src="/images/absent.png" use-error-slot><text slot="error">加载失败</text></van-image>`,
    notes: 'load',
  },
  {
    name: 'index-bar',
    wxml: `<van-index-bar index-list="{{ list }}" ${ON('select')}><view wx:for="{{ list }}" wx:key="*this"><van-index-anchor index="{{ item }}" /><van-cell title="{{ '姓' + item }}" /></view></van-index-bar>`,
    uses: ['index-anchor', 'cell'],
    data: { list: ['A', 'B', 'C'] },
    tap: '.van-index-bar__index >> nth=2',
    notes: 'select "C"',
  },
  {
    name: 'loading',
    wxml: `<van-loading /><van-loading type="spinner" size="24px" vertical>加载中</van-loading>`,
    shows: '加载中',
  },
  {
    name: 'nav-bar',
    wxml: `<van-nav-bar title="标题" left-text="返回" right-text="按钮" left-arrow ${ON('click-left')} safe-area-inset-top="{{ false }}" />`,
    tap: 'text=返回',
    notes: 'click-left',
  },
  {
    name: 'notice-bar',
    wxml: `<van-notice-bar left-icon="volume-o" mode="closeable" text="在代码阅读过程中人们说脏话的频率是衡量代码质量的唯一标准。" ${ON('close')} /><van-notice-bar scrollable="{{ false }}" text="短" />`,
    tap: '.van-notice-bar__right-icon >> nth=0',
    notes: 'close',
  },
  {
    name: 'notify',
    wxml: `<van-button bind:click="notify">通知</van-button><van-notify id="van-notify" />`,
    uses: ['button'],
    script: `import Notify from '../../miniprogram_npm/@vant/weapp/notify/notify'\nconst extra = { notify() { Notify({ type: 'success', message: '通知内容' }) } }`,
    tap: 'text=通知',
    shows: '通知内容',
  },
  {
    name: 'overlay',
    wxml: `<van-button bind:click="open">显示</van-button><van-overlay show="{{ show }}" bind:click="close"><view class="box">遮罩内容</view></van-overlay>`,
    uses: ['button'],
    tap: 'text=显示',
    shows: '遮罩内容',
  },
  {
    name: 'panel',
    wxml: `<van-panel title="面板" desc="描述" status="状态"><view>内容</view><view slot="footer">脚</view></van-panel>`,
    shows: '内容',
  },
  {
    name: 'picker',
    wxml: `<van-picker show-toolbar title="城市" columns="{{ columns }}" ${ON('confirm')} ${ON('change')} />`,
    data: { columns: ['杭州', '宁波', '温州'] },
    drag: ['.van-picker__columns', 0, -60],
    notes: 'change',
  },
  {
    name: 'popup',
    wxml: `<van-button bind:click="open">弹出</van-button><van-popup show="{{ show }}" position="bottom" round closeable bind:close="close"><view style="height: 200rpx; padding: 40rpx">弹层内容</view></van-popup>`,
    uses: ['button'],
    tap: 'text=弹出',
    shows: '弹层内容',
  },
  {
    name: 'progress',
    wxml: `<van-progress percentage="50" /><van-progress percentage="80" pivot-text="快了" color="#07c160" />`,
    shows: '快了',
  },
  {
    name: 'radio',
    wxml: `<van-radio-group value="{{ radio }}" ${ON('change')}><van-radio name="1">单选一</van-radio><van-radio name="2" shape="square">单选二</van-radio></van-radio-group>`,
    uses: ['radio-group'],
    data: { radio: '1' },
    tap: 'text=单选二',
    notes: 'change "2"',
  },
  {
    name: 'rate',
    wxml: `<van-rate value="{{ 3 }}" ${ON('change')} /><van-rate value="{{ 2.5 }}" allow-half readonly />`,
    tap: 'wx-van-rate >> nth=0 >> wx-van-icon >> nth=4',
    notes: 'change 5',
  },
  {
    name: 'search',
    wxml: `<van-search value="{{ value }}" placeholder="搜索词" show-action label="地址" ${ON('search')} ${ON('cancel')} />`,
    data: { value: '' },
    tap: 'text=取消',
    notes: 'cancel',
  },
  {
    name: 'share-sheet',
    wxml: `<van-share-sheet show="{{ show }}" title="立即分享" options="{{ options }}" bind:close="close" ${ON('select')} /><van-button bind:click="open">分享面板</van-button>`,
    uses: ['button'],
    data: {
      options: [
        { name: '微信', icon: 'wechat', openType: 'share' },
        { name: '复制链接', icon: 'link' },
      ],
    },
    tap: 'text=分享面板',
    shows: '复制链接',
  },
  {
    name: 'sidebar',
    wxml: `<van-sidebar active-key="{{ 0 }}" ${ON('change')}><van-sidebar-item title="标签一" /><van-sidebar-item title="标签二" dot /><van-sidebar-item title="标签三" badge="5" /></van-sidebar>`,
    uses: ['sidebar-item'],
    tap: 'text=标签二',
    notes: 'change 1',
  },
  {
    name: 'skeleton',
    wxml: `<van-skeleton title avatar row="3" loading="{{ !show }}"><view>真内容</view></van-skeleton><van-button bind:click="open">取到了</van-button>`,
    uses: ['button'],
    tap: 'text=取到了',
    shows: '真内容',
  },
  {
    name: 'slider',
    wxml: `<view style="padding: 40rpx"><van-slider value="50" ${ON('change')} bind:drag-end="note" /></view><view style="padding: 40rpx"><van-slider range value="{{ range }}" active-color="#07c160" /></view>`,
    data: { range: [20, 60] },
    drag: ['.van-slider__button >> nth=0', 80, 0],
    notes: 'drag-end',
  },
  {
    name: 'stepper',
    wxml: `<van-stepper value="{{ 1 }}" ${ON('change')} /><van-stepper value="{{ 2 }}" theme="round" disabled />`,
    tap: '.van-stepper__plus >> nth=0',
    notes: 'change 2',
  },
  {
    name: 'steps',
    wxml: `<van-steps steps="{{ steps }}" active="1" ${ON('click-step')} /><van-steps steps="{{ steps }}" active="0" direction="vertical" />`,
    data: {
      steps: [
        { text: '步骤一', desc: '描述' },
        { text: '步骤二', desc: '描述' },
      ],
    },
    tap: 'text=步骤一 >> nth=0',
    notes: 'click-step 0',
  },
  {
    name: 'sticky',
    wxml: `<van-sticky offset-top="{{ 20 }}" ${ON('scroll')}><van-button>吸顶</van-button></van-sticky><view style="height: 2000rpx" />`,
    uses: ['button'],
    scroll: 200,
    notes: 'scroll {"scrollTop":200,"isFixed":true}',
  },
  {
    name: 'submit-bar',
    wxml: `<van-submit-bar price="{{ 3050 }}" button-text="提交订单" tip="提示" ${ON('submit')} />`,
    tap: 'text=提交订单',
    notes: 'submit',
  },
  {
    name: 'swipe-cell',
    wxml: `<van-swipe-cell id="swipe" right-width="{{ 65 }}" left-width="{{ 65 }}" ${ON('open')}><view slot="left">选择</view><van-cell title="左右滑动" value="内容" /><view slot="right">删除</view></van-swipe-cell>`,
    uses: ['cell'],
    drag: ['#swipe', -120, 0],
    notes: 'open',
    shows: '删除',
  },
  {
    name: 'switch',
    wxml: `<van-switch checked="{{ checked }}" ${ON('change')} /><van-switch checked loading /><van-switch checked disabled size="20px" />`,
    data: { checked: false },
    tap: 'wx-van-switch >> nth=0',
    notes: 'change true',
  },
  {
    name: 'tab',
    wxml: `<van-tabs active="{{ 0 }}" animated swipeable sticky ${ON('change')}><van-tab title="标签 1">内容 1</van-tab><van-tab title="标签 2" dot>内容 2</van-tab><van-tab title="标签 3" info="5">内容 3</van-tab></van-tabs>`,
    uses: ['tabs'],
    tap: 'text=标签 2',
    notes: 'change',
  },
  {
    name: 'tabbar',
    wxml: `<van-tabbar active="{{ 0 }}" ${ON('change')}><van-tabbar-item icon="home-o">标签甲</van-tabbar-item><van-tabbar-item icon="search" dot>标签乙</van-tabbar-item></van-tabbar>`,
    uses: ['tabbar-item'],
    tap: 'text=标签乙',
    notes: 'change 1',
  },
  {
    name: 'tag',
    wxml: `<van-tag type="primary">标签</van-tag><van-tag plain type="danger">朴素</van-tag><van-tag round type="success" closeable ${ON('close')}>可关</van-tag>`,
    tap: '.van-tag__close',
    notes: 'close',
    shows: '朴素',
  },
  {
    name: 'toast',
    wxml: `<van-button bind:click="toast">提示</van-button><van-toast id="van-toast" />`,
    uses: ['button'],
    script: `import Toast from '../../miniprogram_npm/@vant/weapp/toast/toast'\nconst extra = { toast() { Toast.success('成功文案') } }`,
    tap: 'text=提示',
    shows: '成功文案',
  },
  {
    name: 'transition',
    wxml: `<van-transition show="{{ show }}" name="fade-up" ${ON('after-enter')}><view>过渡</view></van-transition><van-button bind:click="open">开始</van-button>`,
    uses: ['button'],
    tap: 'text=开始',
    shows: '过渡',
  },
  {
    name: 'tree-select',
    wxml: `<van-tree-select items="{{ items }}" main-active-index="0" active-id="1" ${ON('click-item')} />`,
    data: {
      items: [
        {
          text: '所有城市',
          children: [
            { text: '温州', id: 1 },
            { text: '杭州', id: 2 },
          ],
        },
      ],
    },
    tap: 'text=杭州',
    notes: 'click-item',
  },
  {
    name: 'uploader',
    wxml: `<van-uploader file-list="{{ files }}" deletable ${ON('after-read')} ${ON('delete')} />`,
    data: {
      files: [
        { url: '/images/thumb.svg', name: '图片', isImage: true },
        { url: '/images/thumb.svg', status: 'uploading', message: '上传中' },
      ],
    },
    tap: '.van-uploader__preview-delete >> nth=0',
    notes: 'delete',
    shows: '上传中',
  },
]

const THUMB =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="#d8f0e2"/><circle cx="28" cy="30" r="9" fill="#07c160"/><path d="M8 70 34 40l16 16 10-10 14 24z" fill="#068543"/></svg>'

const PAGE = (data: object, script = 'const extra = {}'): string => `${script}
Page({
  data: { show: false, ...${JSON.stringify(data)} },
  notes: [],
  note(event) {
    this.notes.push(\`\${event.type} \${JSON.stringify(event.detail)}\`)
  },
  open() { this.setData({ show: true }) },
  close() { this.setData({ show: false }) },
  change(event) { this.setData({ checked: event.detail }) },
  activate(event) { this.setData({ active: event.detail }) },
  ...extra,
})
`

/** Writes the gallery as a mini program of its own, a page per component, and returns its folder. */
export function writeGallery(pages: readonly GalleryPage[] = GALLERY): string {
  const dir = mkdtempSync(join(tmpdir(), 'gallery-'))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), text)
  }
  const paths = pages.map(({ name }) => `pages/${name}/${name}`)
  const window = {
    navigationBarTitleText: 'vant',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
  }
  write('app.json', JSON.stringify({ pages: paths, window, componentFramework: 'glass-easel' }))
  write('app.js', 'App({})')
  write('app.wxss', 'page { background: #f7f8fa; font-size: 28rpx } .box { background: #fff }')
  write('images/thumb.svg', THUMB)
  for (const { name, wxml, uses = [], data = {}, script } of pages) {
    const tags = [name, ...uses]
    const using = Object.fromEntries(tags.map((tag) => [`van-${tag}`, `@vant/weapp/${tag}/index`]))
    const at = `pages/${name}/${name}`
    write(`${at}.json`, JSON.stringify({ navigationBarTitleText: name, usingComponents: using }))
    write(`${at}.wxml`, wxml)
    write(`${at}.js`, PAGE(data, script))
  }
  return dir
}
