// SPDX-License-Identifier: Apache-2.0
/** Proves that a survey starts what is needed and no more. */
@NullMarked
package org.rekindle.workflows.survey;

import org.jspecify.annotations.NullMarked;
