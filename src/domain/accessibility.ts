/** Whether a site complies with the standard that it must, and who looked: what its statement tells. */
export const COMPLIANCES = ['full', 'partial', 'none'] as const
export const ASSESSORS = ['self', 'outside'] as const
