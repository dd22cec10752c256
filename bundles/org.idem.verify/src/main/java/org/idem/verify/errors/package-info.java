/** The pairs that models get wrong: why that may be, and what changes from one model to another. */
package org.idem.verify.errors;
