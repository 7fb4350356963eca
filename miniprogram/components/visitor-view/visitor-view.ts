import { failureOf } from '../../ui/error-text'
import { go } from '../../ui/routes'

/** Invented figures, marked as such wherever they are shown. */
const DEMO_TOP = [
  { place: 2, memberId: 'demo-2', name: '周子衡', points: '231' },
  { place: 1, memberId: 'demo-1', name: '林可欣', points: '264' },
  { place: 3, memberId: 'demo-3', name: '许嘉木', points: '208' },
]

const STEPS = [
  { title: '在销售群里打开卡片', text: '群里的「群规」卡片会带你进到这个群' },
  { title: '加入，占一个席位', text: '填上同事认识的姓名，席位满了可以排候补' },
  { title: '读完并确认群规', text: '确认后得分，进入本群榜单' },
]

/** What a person sees who is in no group yet: what this is, with demo figures, and how to get in. */
Component({
  data: { top: DEMO_TOP, steps: STEPS, problem: '' },
  methods: {
    async onDemo() {
      try {
        await go('demo')
      } catch (error) {
        this.setData({ problem: failureOf(error).text })
      }
    },
  },
})
