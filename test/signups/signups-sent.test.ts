import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { participant, person, signup } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, ORIGIN } from '../app.ts'
import { AMIRA_TYPES, signUpByForm } from '../signup-flow.ts'

test('fields that the form does not have change nothing', async () => {
  const t = await freshApp()
  await signUpByForm(
    t,
    'mentee',
    {
      ...AMIRA_TYPES,
      id: 'x',
      capacity: '20',
      generation: '9',
      createdAt: '1',
      participantId: 'y',
      side: 'mentor',
      __proto__: 'x',
      constructor: 'x',
    },
    {
      capacity: '20',
      erasedAt: '1',
      staffId: 'dirk',
      channel: 'paper',
      phoneHash: 'known',
      shortCode: 'AAAA',
      toString: 'x',
    },
  )
  const [amira] = await t.db.q.select().from(participant)
  const [row] = await t.db.q.select().from(signup)
  expect(amira).toMatchObject({ side: 'mentee', capacity: 1, generation: 1, erasedAt: null, createdAt: t.clock.now })
  expect(row).toMatchObject({ side: 'mentee', channel: 'phone', staffId: null })
  expect(row?.phoneHash).toMatch(/^[0-9a-f]{64}$/)
})

test('bodies that are no form are answered, never with a fault', async () => {
  const t = await freshApp()
  const bodies = [
    ['application/json', '{"__proto__":{"name":"x"}}'],
    ['multipart/form-data; boundary=x', 'not a multipart body'],
    ['multipart/form-data', ''],
    ['application/x-www-form-urlencoded', '%ff%fe&name=%00&topics[]=a&name=x&name=y&=&&a=b=c'],
    ['text/plain', 'name=Amira'],
  ]
  for (const path of [paths.signupForm, paths.signupCheck, paths.signups])
    for (const [type = '', content = ''] of bodies) {
      const response = await t.app.request(path(t.code, 'mentee'), {
        method: 'POST',
        body: content,
        headers: { Origin: ORIGIN, 'Content-Type': type },
      })
      expect([200, 422], `${path(t.code, 'mentee')} ${type}`).toContain(response.status)
    }
})

test('of a field that is sent twice the first counts', async () => {
  const t = await freshApp()
  const { sent } = await signUpByForm(t, 'mentee', {
    ...AMIRA_TYPES,
    name: ['Amira Testers', 'Anders'],
    topics: ['plan', 'plan'],
  })
  expect(sent.status).toBe(303)
  expect((await t.db.q.select().from(person)).map((row) => row.name)).toEqual(['Amira Testers'])
  expect((await t.db.q.select().from(participant).where(eq(participant.side, 'mentee')))[0]?.topics).toEqual(['plan'])
})
