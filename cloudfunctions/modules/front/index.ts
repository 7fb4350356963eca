import { everyone, known } from '../../kernel/access'
import { handleQuery } from '../../kernel/define'
import { domain } from '../../kernel/domain'
import { me } from './me'
import { openSession } from './session'
import { today } from './today'
import './parts'

/** What a screen starts with: the session, 今日, 我的. It knows groups; of all other modules only what they bring. */
export const front = domain({
  name: 'front',
  handlers: {
    ...handleQuery('session.open', { access: everyone, run: openSession }),
    ...handleQuery('me.get', { access: known, run: me }),
    ...handleQuery('today.get', {
      // Who is in no group (any more) sees a day without anything in it.
      access: known,
      run: (context, { groupId }) => today(context, groupId),
    }),
  },
})
