import { answerOfEngine } from './answer.ts'

export default { fetch: () => new Response(answerOfEngine()) }
