/** The people of a set: which images each has, and what they look like on average. */
package org.idem.data.identity;
