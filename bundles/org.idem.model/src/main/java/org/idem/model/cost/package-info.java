/** What a network costs for one image: parameters, multiply-adds, and the bytes that a training pass keeps. */
package org.idem.model.cost;
