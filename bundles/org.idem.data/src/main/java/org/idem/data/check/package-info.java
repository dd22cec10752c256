/** What a data set is ({@link org.idem.data.check.DataInfo}) and whether it is sound ({@link org.idem.data.check.DataCheck}). */
package org.idem.data.check;
