// SPDX-License-Identifier: Apache-2.0
/** Tests of the words in which decisions are said. */
@NullMarked
package org.rekindle.workflows.decide.text;

import org.jspecify.annotations.NullMarked;
