// SPDX-License-Identifier: Apache-2.0
/** The records that travel in histories: plain data, unknown properties ignored, no library's types. */
@NullMarked
package org.rekindle.workflows.model;

import org.jspecify.annotations.NullMarked;
