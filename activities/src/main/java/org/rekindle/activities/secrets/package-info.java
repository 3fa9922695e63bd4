// SPDX-License-Identifier: Apache-2.0
/** Where kubeconfigs, keys and passwords are kept, so that only references to them travel. */
@NullMarked
package org.rekindle.activities.secrets;

import org.jspecify.annotations.NullMarked;
