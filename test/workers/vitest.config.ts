import { defineConfig } from 'vitest/config'

/** `npm run test:workers`: what has to be the same in workerd, where a deployment to Cloudflare runs. */
export default defineConfig({ test: { include: ['test/workers/*.workers.ts'], testTimeout: 60_000 } })
