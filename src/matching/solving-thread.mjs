import { tsImport } from 'tsx/esm/api'

// A thread starts without the loader of its process, so it begins in JavaScript.
await tsImport('./solving-thread.ts', import.meta.url)
