import { expect, test } from 'vitest'
import { partner } from '../duo-world.ts'
import { world } from '../world.ts'
import { type Attempt, triggersIn, tryEach } from './guard-attempts.ts'

/* Every guard of who may be invited, tried as test/guards/guards.test.ts tries the others. */

const sends = `INSERT INTO partner_programme VALUES ('ocmw', 'pm', 'mentee', 1);`
const invitation = (id: string, { side = 'mentee', address = 'h' } = {}) => `
  INSERT INTO invitation (id, token_hash, programme, side, partner_id, name, address_hash, staff_id, at, expires_at)
  VALUES ('${id}', 't-${id}', 'pm', '${side}', 'ocmw', 'Amira', '${address}', 'dirk', 1, 9000);`
const asked = (id: string) => `
  INSERT INTO invitation (id, token_hash, programme, side, asked_id, address_hash, staff_id, at, expires_at)
  VALUES ('${id}', 't-${id}', 'other', 'mentor', 'bert', 'h', 'dirk', 1, 9000);`
const use = (participant = 'amira') => `INSERT INTO invitation_use VALUES ('i', '${participant}', 5);`
const session = `INSERT INTO staff_session VALUES ('s', 'olga', 1, 1);`
const closedPartner = `
  INSERT INTO partner (id, name, created_at, closed_at) VALUES ('closed', 'Gesloten', 1, 2);
  INSERT INTO staff (id, email, name, created_at, partner_id, role) VALUES ('olga', 'olga@example.org', 'Olga', 1, 'closed', 'partner');`
const sent = partner + sends + invitation('i')

const GUARDS: Record<string, Attempt> = {
  invitation_by_partner: { code: 'NOT_A_PARTNER', before: [partner, sends], sql: invitation('i', { side: 'mentor' }) },
  invitation_written_once: {
    code: 'ALREADY_WRITTEN',
    before: [sent],
    sql: invitation('i', { address: 'k' }).replace('INSERT', 'INSERT OR REPLACE'),
  },
  invitation_unchanged: { code: 'APPEND_ONLY', before: [sent], sql: `UPDATE invitation SET name = 'Chloe'` },
  invitation_use_fits: { code: 'WRONG_INVITATION', before: [sent], sql: use('bert') },
  invitation_use_once: {
    code: 'ALREADY_WRITTEN',
    before: [sent, use()],
    sql: use('chloe').replace('INSERT', 'INSERT OR REPLACE'),
  },
  invitation_use_unchanged: { code: 'APPEND_ONLY', before: [sent, use()], sql: 'UPDATE invitation_use SET at = 6' },
  session_of_open_partner: { code: 'PARTNER_CLOSED', before: [closedPartner], sql: session },
}

tryEach(GUARDS)

test('every trigger about invitations is tried here', () => {
  expect(Object.keys(GUARDS).sort()).toEqual(triggersIn('0005_invitations').sort())
})

test('a partner invites an address once to a side, and a closed one invites nobody', async () => {
  const w = await world()
  await w.run(sent)
  expect(await w.refusal(invitation('j'))).toBe('ALREADY_WRITTEN')
  expect(await w.refusal(invitation('j', { address: 'k' }))).toBe('let through')
  await w.run('UPDATE partner SET closed_at = 2')
  expect(await w.refusal(invitation('k', { address: 'l' }))).toBe('NOT_A_PARTNER')
})

test('staff ask a participant once for another programme', async () => {
  const w = await world()
  await w.run(asked('i'))
  expect(await w.refusal(asked('j'))).toBe('ALREADY_WRITTEN')
})
