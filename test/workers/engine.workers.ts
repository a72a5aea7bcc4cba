import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { unstable_startWorker } from 'wrangler'
import { answerOfEngine } from './answer.ts'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

it('the matching says the same to the byte in workerd as in Node', async () => {
  const worker = await unstable_startWorker({
    name: 'engine',
    entrypoint: file('worker.ts'),
    compatibilityDate: '2026-04-01',
    dev: { logLevel: 'error', watch: false, inspector: false, server: { port: 0 } },
  })
  try {
    const response = await worker.fetch('http://localhost/')
    const text = await response.text()
    expect(JSON.parse(text)[0].run.result.proposals.length).toBeGreaterThan(200)
    expect(text).toBe(answerOfEngine())
  } finally {
    await worker.dispose()
  }
})
