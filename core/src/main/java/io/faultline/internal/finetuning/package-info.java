/** Fine-tuning a pretrained network to tell objects from background. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.finetuning;
