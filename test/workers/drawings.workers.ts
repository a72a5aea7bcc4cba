import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { unstable_startWorker } from 'wrangler'
import { drawings } from './drawings.tsx'

it('the pictures of the report are the same in workerd as in Node', async () => {
  const worker = await unstable_startWorker({
    name: 'drawings',
    entrypoint: fileURLToPath(new URL('drawings-worker.ts', import.meta.url)),
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    dev: { logLevel: 'error', watch: false, inspector: false, server: { port: 0 } },
  })
  try {
    const text = await (await worker.fetch('http://localhost/')).text()
    expect(text.match(/<svg/g)).toHaveLength(4)
    expect(text).toContain(`"'=1+1";x`.replaceAll('"', ''))
    expect(text).toBe(drawings())
  } finally {
    await worker.dispose()
  }
})
