/** Which code a run was made with: commit, changes that were not committed, and files that git does not know. */
package org.idem.run.code;
