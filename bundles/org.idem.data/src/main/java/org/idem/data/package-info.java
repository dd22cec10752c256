/**
 * Face sets and verification sets of every kind behind two interfaces, opened by {@link org.idem.data.DataSets}; what
 * they are ({@link org.idem.data.DataInfo}) and whether they are sound ({@link org.idem.data.DataCheck}).
 */
package org.idem.data;
