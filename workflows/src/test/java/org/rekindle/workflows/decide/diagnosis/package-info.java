// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.decide.diagnosis;

import org.jspecify.annotations.NullMarked;
