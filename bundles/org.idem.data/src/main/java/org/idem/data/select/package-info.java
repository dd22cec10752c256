/** Finding images of a set: by key, identity, size or a list of keys, in an order of choice. */
package org.idem.data.select;
