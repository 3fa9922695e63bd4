// SPDX-License-Identifier: Apache-2.0
/** What an operator sees in the Temporal UI, looked at with a real browser. */
@NullMarked
package org.rekindle.lab.ui;

import org.jspecify.annotations.NullMarked;
