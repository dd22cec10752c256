/** Every key that a config may hold: its type, range, default and meaning, and what is wrong with a value of it. */
package org.idem.config.schema;
