/** Sound files in the forms of other programs, to be read as they are or damaged. */
package org.idem.fuzz.sample;
