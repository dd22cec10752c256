/** Every reader with sound files of its own, to be tried with damaged ones. */
package org.idem.bench.fuzz;
