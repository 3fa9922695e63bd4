// SPDX-License-Identifier: Apache-2.0
/** What is done about it: one remedy a file, each with the reason for or against it. */
@NullMarked
package org.rekindle.workflows.decide.remedy;

import org.jspecify.annotations.NullMarked;
