/**
 * What people decide about the findings of a set: the questions, the verdicts in a plain file beside it, and the lists that
 * follow from them. The set itself is never touched.
 */
package org.idem.data.review;
