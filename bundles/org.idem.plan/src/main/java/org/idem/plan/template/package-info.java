/**
 * New configs: what someone chooses of one, what is proposed for a set, and the text that comes of it, with the values of
 * the published recipes for everything that is not chosen.
 */
package org.idem.plan.template;
