/** What can be asked of runs: the values of their columns, conditions on them, and how runs differ. */
package org.idem.run.query;
