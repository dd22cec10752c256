/** What the pictures of a set are like: sizes, light, sharpness, compression, and how many an identity has. */
package org.idem.data.statistics;
