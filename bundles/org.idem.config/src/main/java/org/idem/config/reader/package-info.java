/** From YAML and overrides to typed records, with every problem found on the way. */
package org.idem.config.reader;
