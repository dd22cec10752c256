/**
 * What a config will do before anything runs: steps, learning rates, the division of images and identities over the
 * ranks, memory by part, and whether config and data go together.
 */
package org.idem.plan;
