import fc from 'fast-check'

/** The same tries for every mutant, so that what survives survives again; a failure is enough, however large its example. */
fc.configureGlobal({ seed: 1, endOnFailure: true })
