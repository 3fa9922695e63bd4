// SPDX-License-Identifier: Apache-2.0
/** What Rekindle relies on of a cloud, as tests that any cloud can be held against. */
@NullMarked
package org.rekindle.lab.contract;

import org.jspecify.annotations.NullMarked;
