import { definePage, pageState } from '../../../ui/define-page'
import { goBack } from '../../../ui/routes'
import { DEMO_CLAUSES, DEMO_LINES } from './demo-data'

/** The whole product with invented figures, for those who are in no group yet. Needs no network. */
definePage({
  data: { ...pageState(), lines: DEMO_LINES, clauses: DEMO_CLAUSES },

  load: () => Promise.resolve({}),

  onBack() {
    void this.submit(goBack)
  },
})
