// SPDX-License-Identifier: Apache-2.0
/** Whether Magnum would take a create: its own rules, held against the cloud before anything is destroyed. */
@NullMarked
package org.rekindle.workflows.decide.create;

import org.jspecify.annotations.NullMarked;
